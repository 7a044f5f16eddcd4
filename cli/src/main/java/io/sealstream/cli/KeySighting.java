package io.sealstream.cli;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Observation.Timing;
import io.sealstream.mailauth.dns.Question;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** In words, when the key of a signature was seen, and what that is worth. */
final class KeySighting {
    private KeySighting() {}

    /** One line; empty where the answer for the key speaks for all times, or the key was not looked at. */
    static String told(DkimResult signature, Evidence evidence) {
        Consulted answer = answer(signature, evidence);
        if (answer == null) {
            return "";
        }
        boolean unverifiable = signature.reason() == DkimReason.KEY_NOT_OBSERVED;
        if (answer.outcome() == Outcome.NOT_OBSERVED) {
            return unverifiable
                    ? "nothing is known of the key: that is no fail. An archive of DNS may hold it (--dns)"
                    : "";
        }
        Observation seen = answer.observation();
        if (seen.isForAllTimes()) {
            return "";
        }
        String when = relation(seen, evidence.trace().receivedAt().value());
        if (unverifiable) {
            return what(answer) + " was seen " + when
                    + ": keys rotate, so that it says nothing of the receipt, and this is no"
                    + " fail. An archive of DNS may hold the key of then (--dns)";
        }
        return signature.status() == DkimStatus.PASS ? "the key was seen " + when : "";
    }

    private static @Nullable Consulted answer(DkimResult signature, Evidence evidence) {
        if (signature.domain() == null || signature.selector() == null) {
            return null;
        }
        String name = signature.selector() + "._domainkey." + signature.domain();
        Question key = DomainName.parse(name).map(Question::txt).orElse(null);
        for (Consulted consulted : evidence.dns()) {
            if (consulted.question().equals(key)) {
                return consulted;
            }
        }
        return null;
    }

    private static String what(Consulted answer) {
        return switch (answer.outcome()) {
            case FOUND -> "the key that is known does not verify this, and";
            case NO_DATA, NO_SUCH_DOMAIN -> "that there is no key";
            case FAILED, NOT_OBSERVED -> "no usable answer";
        };
    }

    private static String relation(Observation seen, @Nullable Instant receipt) {
        String interval = String.valueOf(seen.firstSeen()).equals(String.valueOf(seen.lastSeen()))
                ? "at " + seen.firstSeen()
                : "from " + seen.firstSeen() + " to " + seen.lastSeen();
        if (receipt == null) {
            return interval + ", and when the message was received is not known";
        }
        Duration gap = seen.gapTo(receipt);
        if (gap.isZero()) {
            return interval + ", and so at the receipt";
        }
        boolean before = seen.timingOf(receipt, Duration.ZERO) == Timing.EARLIER;
        return interval + ", " + Words.length(gap) + (before ? " before" : " after") + " the receipt";
    }
}
