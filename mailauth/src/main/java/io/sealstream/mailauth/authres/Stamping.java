package io.sealstream.mailauth.authres;

import io.sealstream.mailauth.authres.AuthenticationResults.Dialect;
import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.authres.AuthenticationResults.Property;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.message.From;
import io.sealstream.mailauth.spf.SpfIdentity;
import io.sealstream.mailauth.spf.SpfResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The stamp that Microsoft 365 would write for a message, with its words and comments. Results that no receiver has, such as
 * {@code unverifiable}, are written in our words.
 */
public final class Stamping {
    private static final Words NOT_SIGNED = new Words("none", "message not signed");

    private Stamping() {}

    /**
     * The stamp.
     *
     * @param serverId what {@link Dialect#MICROSOFT_2018} repeats before dkim and dmarc; not used by others
     * @param clientIp null: not known
     * @param compauth null: none, and none is stamped
     */
    public static AuthenticationResults stamp(
            Dialect dialect,
            @Nullable String serverId,
            From from,
            SpfResult spf,
            @Nullable IpAddress clientIp,
            List<DkimResult> dkim,
            DmarcResult dmarc,
            @Nullable CompositeResult compauth) {
        List<MethodResult> results = new ArrayList<>(dkim.size() + 3);
        results.add(spf(spf, clientIp));
        if (dkim.isEmpty()) {
            results.add(dkim(NOT_SIGNED, null));
        }
        for (DkimResult signature : dkim) {
            results.add(dkim(words(signature), signature.domain()));
        }
        results.add(dmarc(dmarc, from));
        if (compauth != null) {
            results.add(new MethodResult("compauth", word(compauth.status()), null, compauth.reason(), List.of()));
        }
        return new AuthenticationResults(
                dialect, dialect == Dialect.MICROSOFT_2022 ? null : serverId, 0, List.copyOf(results));
    }

    private static MethodResult spf(SpfResult spf, @Nullable IpAddress clientIp) {
        String identity = spf.identity() == SpfIdentity.MAIL_FROM ? "smtp.mailfrom" : "smtp.helo";
        String comment = clientIp == null ? null : "sender IP is " + clientIp;
        return new MethodResult(
                "spf", word(spf.status()), comment, null, List.of(new Property(identity, text(spf.domain()))));
    }

    private static MethodResult dkim(Words words, @Nullable DomainName domain) {
        String signer = domain == null ? "none" : domain.toString();
        return new MethodResult(
                "dkim", words.result(), words.comment(), null, List.of(new Property("header.d", signer)));
    }

    private static Words words(DkimResult signature) {
        return switch (signature.reason()) {
            case VERIFIED -> new Words("pass", "signature was verified");
            case TESTING -> new Words("test", "signature was verified");
            case NOT_SIGNED -> NOT_SIGNED;
            case SIGNATURE_MISMATCH -> new Words("fail", "signature did not verify");
            case BODY_HASH_MISMATCH -> new Words("fail", "body hash did not verify");
            case NO_KEY, KEY_REVOKED, SERVICE_NOT_ALLOWED -> new Words("fail", "no key for signature");
            case DNS_FAILURE -> new Words("timeout", "key query timeout");
            case SYNTAX_ERROR,
                    MISSING_TAG,
                    UNSUPPORTED_VERSION,
                    UNSUPPORTED_CANONICALIZATION,
                    UNSUPPORTED_QUERY,
                    FROM_NOT_SIGNED,
                    AUID_MISMATCH,
                    BODY_LENGTH_EXCEEDED,
                    EXPIRES_BEFORE_SIGNED -> new Words("fail", "signature syntax error");
            case KEY_SYNTAX_ERROR, KEY_ALGORITHM_MISMATCH, KEY_TOO_LARGE -> new Words("fail", "invalid public key");
            case EXPIRED -> new Words("fail", "signature timestamp exipred"); // as Microsoft spells it
            case UNSUPPORTED_ALGORITHM, OBSOLETE_ALGORITHM, HASH_NOT_ALLOWED ->
                new Words("fail", "inappropriate hash algorithm");
            case KEY_TOO_SMALL -> new Words("ignore", "ignored public key size");
            case KEY_NOT_OBSERVED, KEY_COMPROMISED, ALTERED_AFTER_RECEIPT, TOO_MANY_SIGNATURES, HEADER_TOO_LARGE ->
                new Words(word(signature.status()), null);
        };
    }

    private static MethodResult dmarc(DmarcResult dmarc, From from) {
        DomainName evaluated = dmarc.deciding().fromDomain();
        DomainName shown =
                evaluated == null && !from.domains().isEmpty() ? from.domains().get(0) : evaluated;
        return new MethodResult(
                "dmarc",
                word(dmarc.status()),
                null,
                null,
                List.of(new Property("action", dmarc.action()), new Property("header.from", text(shown))));
    }

    private static String text(@Nullable DomainName domain) {
        return domain == null ? "" : domain.toString();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private record Words(String result, @Nullable String comment) {}
}
