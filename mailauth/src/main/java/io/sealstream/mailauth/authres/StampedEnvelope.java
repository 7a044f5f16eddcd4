package io.sealstream.mailauth.authres;

import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.received.Trace;
import io.sealstream.mailauth.received.Traced;
import io.sealstream.mailauth.received.Traced.Origin;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The MAIL FROM that the receiver stamped. Exchange Online writes Return-Path below the boundary, where anybody could have
 * written it, but names the domain in what it stamps above.
 */
public final class StampedEnvelope {
    private static final String SENDER_IP = "sender IP is ";

    private StampedEnvelope() {}

    /**
     * The trace, its unknown MAIL FROM taken from the topmost trusted stamp about SPF: without a local part where only the domain
     * is stamped ({@code @fabrikam.com}), empty for {@code smtp.helo}. A stamp about another client IP than the trace's does not
     * count.
     *
     * @param stamps as {@link Stamps#of} finds them with the trace's trusted fields
     */
    public static Trace complete(Trace trace, List<Stamp> stamps) {
        if (trace.mailFrom().isKnown()) {
            return trace;
        }
        for (int i = 0; i < stamps.size() && stamps.get(i).trusted(); i++) {
            Optional<MethodResult> spf = stamps.get(i).parsed().first("spf");
            if (spf.isPresent()) {
                String mailFrom = isAbout(trace.clientIp().value(), spf.get()) ? mailFrom(spf.get()) : null;
                return mailFrom == null ? trace : with(trace, new Traced<>(mailFrom, Origin.STAMP, i));
            }
        }
        return trace;
    }

    /** Whether the MAIL FROM is known by its domain only. */
    public static boolean isDomainOnly(Traced<String> mailFrom) {
        String value = mailFrom.value();
        return mailFrom.origin() == Origin.STAMP && value != null && value.startsWith("@");
    }

    /** Whether a stamped SPF result is about that client, as far as it tells. */
    static boolean isAbout(@Nullable IpAddress clientIp, MethodResult spf) {
        String comment = spf.comment();
        if (clientIp == null || comment == null || !comment.startsWith(SENDER_IP)) {
            return true;
        }
        return IpAddress.parse(comment.substring(SENDER_IP.length()).strip())
                .filter(clientIp::equals)
                .isPresent();
    }

    private static @Nullable String mailFrom(MethodResult spf) {
        String stamped = spf.property("smtp.mailfrom").orElse("");
        if (stamped.isEmpty()) {
            return spf.property("smtp.helo").isPresent() ? "" : null;
        }
        return stamped.indexOf('@') < 0 ? "@" + stamped : stamped;
    }

    private static Trace with(Trace trace, Traced<String> mailFrom) {
        return new Trace(
                trace.clientIp(),
                trace.helo(),
                mailFrom,
                trace.receivedAt(),
                trace.boundary(),
                trace.trustedFields(),
                trace.skipped(),
                trace.preset());
    }
}
