package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dmarc.DmarcResult.Alignment;
import io.sealstream.mailauth.dns.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A TXT record that begins with {@code v=DMARC1} (RFC 9989 §4.7, RFC 7489 §6.3). What is wrong in the rest of it takes the
 * default; whether a policy can be had from it, and by which edition, tells {@link #policies}.
 *
 * @param text the record as published; one char is one octet
 * @param wellFormed every tag parses, and none occurs twice (RFC 6376 §3.2)
 * @param p null: absent or invalid; so are {@code sp} and {@code np}
 * @param policyError a subdomain policy is there and invalid, by edition
 * @param percent {@code pct}, 0 to 100; 100 where it is absent or invalid
 * @param rua the report addresses that are URIs, as written; so is {@code ruf}
 */
record DmarcRecord(
        String text,
        boolean wellFormed,
        @Nullable DmarcPolicy p,
        @Nullable DmarcPolicy sp,
        @Nullable DmarcPolicy np,
        PolicyError policyError,
        Alignment adkim,
        Alignment aspf,
        Psd psd,
        boolean testing,
        int percent,
        List<String> rua,
        List<String> ruf) {

    /** The records of an answer; pass it to {@link Answer#parsed}. */
    static final Function<Answer, List<DmarcRecord>> OF_ANSWER = DmarcRecord::ofAnswer;

    /** {@code psd} (RFC 9989 §4.7). */
    enum Psd {
        /** The domain is a public suffix. */
        YES,
        /** The domain is an organizational domain. */
        NO,
        /** {@code psd=u}, or not said. */
        UNSET
    }

    /** Which of the subdomain policies is there and invalid. */
    record PolicyError(boolean sp, boolean np) {}

    /** The policies that a record states: of its own domain, of subdomains, and of those that do not exist. */
    record Policies(DmarcPolicy own, DmarcPolicy subdomains, DmarcPolicy nonExistent) {
        static final Policies NONE = new Policies(DmarcPolicy.NONE, DmarcPolicy.NONE, DmarcPolicy.NONE);
    }

    private static List<DmarcRecord> ofAnswer(Answer answer) {
        List<DmarcRecord> records = new ArrayList<>(1);
        for (String text : answer.texts()) {
            parse(text).ifPresent(records::add);
        }
        return List.copyOf(records);
    }

    /** Empty where the text does not begin with {@code v=DMARC1}: it is no DMARC record then, and is ignored as a whole. */
    static Optional<DmarcRecord> parse(String text) {
        return new DmarcRecordParser(text).parse();
    }

    /** The policies by that edition; empty where it can have none from this record. */
    Optional<Policies> policies(DmarcEdition edition) {
        boolean latest = edition == DmarcEdition.RFC9989;
        if (!latest && !wellFormed) {
            return Optional.empty();
        }
        if (p == null || policyError.sp() || (latest && policyError.np())) {
            // RFC 9989 §4.10.1, RFC 7489 §6.6.3 step 6
            return rua.isEmpty() ? Optional.empty() : Optional.of(Policies.NONE);
        }
        DmarcPolicy subdomains = sp == null ? p : sp;
        return Optional.of(new Policies(p, subdomains, np == null || !latest ? subdomains : np));
    }

    /** Reads one policy word; null where it is none. */
    static @Nullable DmarcPolicy policy(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "none" -> DmarcPolicy.NONE;
            case "quarantine" -> DmarcPolicy.QUARANTINE;
            case "reject" -> DmarcPolicy.REJECT;
            default -> null;
        };
    }
}
