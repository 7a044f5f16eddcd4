package io.sealstream.functions.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How live DNS is asked.
 *
 * @param resolvers recursive resolvers in order of preference; at least one
 * @param attemptTimeout for one reply, over UDP and over TCP each
 * @param questionTimeout for an answer, whatever it takes
 * @param attempts tries of one query, over all resolvers
 * @param retryDelay before a resolver is asked the same again; doubled each time, and jittered by half
 * @param maxInFlight questions under way in this JVM
 * @param maxInFlightPerZone of these, for one registered domain
 * @param maxWaiting questions that wait for their turn; one more has failed at once
 * @param sockets UDP sockets for each resolver
 * @param questionsPerSocket before its port changes, at most
 */
public record LiveOptions(
        List<InetSocketAddress> resolvers,
        Duration attemptTimeout,
        Duration questionTimeout,
        int attempts,
        Duration retryDelay,
        int maxInFlight,
        int maxInFlightPerZone,
        int maxWaiting,
        int sockets,
        int questionsPerSocket) {

    public LiveOptions {
        resolvers = List.copyOf(resolvers);
        if (resolvers.isEmpty()) {
            throw new IllegalArgumentException("no resolver to ask");
        }
        if (attempts < 1 || maxInFlight < 1 || maxInFlightPerZone < 1 || sockets < 1 || questionsPerSocket < 1) {
            throw new IllegalArgumentException("a limit below one");
        }
    }

    /** The defaults. */
    public static LiveOptions of(List<InetSocketAddress> resolvers) {
        return new LiveOptions(
                resolvers,
                Duration.ofSeconds(2),
                Duration.ofSeconds(8),
                4,
                Duration.ofMillis(50),
                2_000,
                100,
                20_000,
                32,
                1_000);
    }

    public LiveOptions withTimeouts(Duration attempt, Duration question) {
        return new LiveOptions(
                resolvers,
                attempt,
                question,
                attempts,
                retryDelay,
                maxInFlight,
                maxInFlightPerZone,
                maxWaiting,
                sockets,
                questionsPerSocket);
    }

    public LiveOptions withAttempts(int tries, Duration delay) {
        return new LiveOptions(
                resolvers,
                attemptTimeout,
                questionTimeout,
                tries,
                delay,
                maxInFlight,
                maxInFlightPerZone,
                maxWaiting,
                sockets,
                questionsPerSocket);
    }

    public LiveOptions withLimits(int inFlight, int inFlightPerZone, int waiting) {
        return new LiveOptions(
                resolvers,
                attemptTimeout,
                questionTimeout,
                attempts,
                retryDelay,
                inFlight,
                inFlightPerZone,
                waiting,
                sockets,
                questionsPerSocket);
    }

    public LiveOptions withSockets(int perResolver, int questionsEach) {
        return new LiveOptions(
                resolvers,
                attemptTimeout,
                questionTimeout,
                attempts,
                retryDelay,
                maxInFlight,
                maxInFlightPerZone,
                maxWaiting,
                perResolver,
                questionsEach);
    }
}
