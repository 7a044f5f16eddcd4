package io.sealstream.functions.authenticate;

import java.io.Serializable;
import java.time.Duration;

/**
 * The bounds of the authenticate step.
 *
 * @param threads that take whole messages off each subtask, shared by those of a TaskManager; 0: only what waited for DNS is
 *     not judged on the task thread
 * @param bytesInFlight how many octets of mail a subtask has under way; a larger message passes alone
 * @param timeout after which a message is judged by the answers that are there; the others count as timed out
 * @param maxQuestions DNS questions that a message may cause, those asked ahead included
 */
public record AuthenticateSettings(int threads, long bytesInFlight, Duration timeout, int maxQuestions)
        implements Serializable {
    public static final AuthenticateSettings DEFAULT =
            new AuthenticateSettings(1, 64L << 20, Duration.ofSeconds(30), 100);

    public AuthenticateSettings {
        if (threads < 0 || bytesInFlight < 1 || maxQuestions < 1 || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("not positive: threads " + threads + ", bytes in flight " + bytesInFlight
                    + ", questions " + maxQuestions + ", timeout " + timeout);
        }
    }
}
