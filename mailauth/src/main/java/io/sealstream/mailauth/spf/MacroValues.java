package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the macro letters stand for (RFC 7208 §7.2), for one evaluation and the domain of one of its records. */
final class MacroValues implements MacroString.Values {
    private static final String UNKNOWN = "unknown";

    /** A HELO name may be anything; what is longer than a name can be is cut. */
    private static final int MAX_HELO = 255;

    private final Evaluation evaluation;
    private final DomainName domain;
    private @Nullable String validatedName;

    MacroValues(Evaluation evaluation, DomainName domain) {
        this.evaluation = evaluation;
        this.domain = domain;
    }

    /** The value of a letter of {@link Macro#LETTERS}; null where it hangs on an answer, or on what the client said, that is not known. */
    @Override
    public @Nullable String of(char letter) {
        SpfRequest request = evaluation.request();
        Sender sender = evaluation.sender();
        return switch (letter) {
            case 's' -> isLocalPartKnown() ? sender.localPart() + '@' + sender.domain() : notKnown(letter);
            case 'l' -> isLocalPartKnown() ? sender.localPart() : notKnown(letter);
            case 'o' -> String.valueOf(sender.domain());
            case 'd' -> domain.toString();
            case 'i' -> dotted(evaluation.clientIp());
            case 'p' -> validatedName();
            case 'v' -> evaluation.clientIp().isV4() ? "in-addr" : "ip6";
            case 'h' -> request.helo() == null ? notKnown(letter) : cut(request.helo());
            case 'c' -> evaluation.clientIp().toString();
            case 'r' -> request.receiver() == null ? UNKNOWN : request.receiver();
            case 't' -> timestamp(request.asOf().receivedAt());
            default -> throw new IllegalArgumentException("no macro letter: " + letter);
        };
    }

    /** RFC 7208 §7.3: a dotted quad, or 32 dotted nibbles. */
    private static String dotted(IpAddress address) {
        if (address.isV4()) {
            return address.toString();
        }
        StringBuilder out = new StringBuilder(64);
        for (int i = 0; i < 16; i++) {
            int octet = address.octet(i);
            out.append(i == 0 ? "" : ".").append(nibble(octet >> 4)).append('.').append(nibble(octet & 15));
        }
        return out.toString();
    }

    private static char nibble(int value) {
        return (char) (value < 10 ? '0' + value : 'A' + value - 10);
    }

    private @Nullable String validatedName() {
        if (validatedName == null) {
            PointerNames names = PointerNames.forMacro(evaluation);
            validatedName = names == null ? null : names.preferredFor(domain, UNKNOWN);
        }
        return validatedName;
    }

    private boolean isLocalPartKnown() {
        return evaluation.sender().identity() == SpfIdentity.HELO
                || !evaluation.request().domainOnly();
    }

    /** What would stand there may be what the record allows: the evaluation ends. */
    private @Nullable String notKnown(char letter) {
        evaluation.error(SpfStatus.NOT_EVALUABLE, SpfReason.NO_IDENTITY, "%{" + letter + "}");
        return null;
    }

    private static String cut(String helo) {
        return helo.length() <= MAX_HELO ? helo : helo.substring(0, MAX_HELO);
    }

    private static String timestamp(@Nullable Instant time) {
        return time == null ? UNKNOWN : Long.toString(time.getEpochSecond());
    }
}
