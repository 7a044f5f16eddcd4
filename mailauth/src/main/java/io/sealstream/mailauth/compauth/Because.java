package io.sealstream.mailauth.compauth;

import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;
import io.sealstream.mailauth.dns.DomainName;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The evidence of a composite verdict in one line. */
final class Because {
    private static final int MAX_SIGNATURES = 3;

    private Because() {}

    static String of(CompositeInput input, CompositePolicy policy) {
        Evaluation dmarc = input.dmarc().deciding();
        StringBuilder line = new StringBuilder(192);
        line.append("dmarc=").append(word(dmarc.status()));
        if (dmarc.policy() != null) {
            line.append(" (p=").append(word(dmarc.policy())).append(')');
        }
        line.append(" for ").append(fromDomain(input));
        if (input.isFromAccepted(policy)) {
            line.append(", an accepted domain");
        }
        line.append("; spf=").append(word(input.spf().status()));
        append(line, input.spf().domain(), dmarc.alignedSpf() != null);
        line.append("; ");
        appendSignatures(line, input.dkim(), dmarc);
        input.trustedVoucher(policy)
                .ifPresent(set -> line.append("; the trusted sealer ")
                        .append(set.sealDomain())
                        .append(" saw it authenticated"));
        if (input.isHostAligned() || input.isExchangeAligned()) {
            line.append("; host ").append(input.iprev().name()).append(" confirmed");
        }
        if (input.skipped() > 0) {
            line.append("; skip-listed:").append(input.skipped());
        }
        return line.toString();
    }

    private static DomainName fromDomain(CompositeInput input) {
        @Nullable DomainName evaluated = input.dmarc().deciding().fromDomain();
        return evaluated == null ? input.from().domains().get(0) : evaluated;
    }

    private static void appendSignatures(StringBuilder line, List<DkimResult> dkim, Evaluation dmarc) {
        if (dkim.isEmpty()) {
            line.append("dkim=none");
        }
        for (int i = 0; i < Math.min(dkim.size(), MAX_SIGNATURES); i++) {
            DkimResult signature = dkim.get(i);
            @Nullable DomainName domain = signature.domain();
            line.append(i == 0 ? "dkim=" : ", dkim=").append(word(signature.status()));
            append(line, domain, domain != null && domain.equals(dmarc.alignedDkim()));
        }
        if (dkim.size() > MAX_SIGNATURES) {
            line.append(" and ").append(dkim.size() - MAX_SIGNATURES).append(" more");
        }
    }

    private static void append(StringBuilder line, @Nullable DomainName domain, boolean aligned) {
        if (domain != null) {
            line.append(' ').append(domain);
        }
        if (aligned) {
            line.append(" aligned");
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
