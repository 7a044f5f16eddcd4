package io.sealstream.mailauth.dsn;

import io.sealstream.mailauth.dkim.DkimExamination;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimResult.Check;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** A report, and the signatures of the message that it returns. */
public final class DsnExamination {
    private static final Set<DkimStatus> OPEN = EnumSet.of(DkimStatus.UNVERIFIABLE, DkimStatus.TEMPERROR);

    private final DkimExamination returned;

    DsnExamination(DkimExamination returned) {
        this.returned = returned;
    }

    /** The keys of the returned message's signatures. */
    public List<Question> questions() {
        return returned.questions();
    }

    /**
     * Who proves to have signed the returned message: by its header, as reports return little of the body. Whether the signature
     * is expired does not matter.
     */
    public DeliveryReport judge(Dns dns, AsOf asOf) {
        List<DkimResult> signatures = returned.verify(dns, asOf, true);
        return new DeliveryReport(
                domains(signatures, signature -> signature.signature() == Check.MATCH),
                domains(signatures, signature -> OPEN.contains(signature.status())));
    }

    private static List<DomainName> domains(List<DkimResult> signatures, Predicate<DkimResult> which) {
        return signatures.stream()
                .filter(which)
                .map(DkimResult::domain)
                .filter(Objects::nonNull)
                .<DomainName>map(domain -> domain)
                .distinct()
                .toList();
    }
}
