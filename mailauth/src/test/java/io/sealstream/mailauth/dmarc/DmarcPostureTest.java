package io.sealstream.mailauth.dmarc;

import static io.sealstream.mailauth.dmarc.DmarcPosture.Finding.DNS_FAILURE;
import static io.sealstream.mailauth.dmarc.DmarcPosture.Finding.INVALID_RECORD;
import static io.sealstream.mailauth.dmarc.DmarcPosture.Finding.MALFORMED_TAGS;
import static io.sealstream.mailauth.dmarc.DmarcPosture.Finding.NOT_ENFORCED;
import static io.sealstream.mailauth.dmarc.DmarcPosture.Finding.NOT_OBSERVED;
import static io.sealstream.mailauth.dmarc.DmarcPosture.Finding.NO_AGGREGATE_REPORTS;
import static io.sealstream.mailauth.dmarc.DmarcPosture.Finding.NO_RECORD;
import static io.sealstream.mailauth.dmarc.DmarcPosture.Finding.SAMPLED;
import static io.sealstream.mailauth.dmarc.DmarcPosture.Finding.SEVERAL_RECORDS;
import static io.sealstream.mailauth.dmarc.DmarcPosture.Finding.TESTING;
import static io.sealstream.mailauth.dmarc.DmarcPosture.Finding.WEAKER_SUBDOMAINS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dmarc.DmarcPosture.Finding;
import io.sealstream.mailauth.dmarc.DmarcPosture.Published;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Zone;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DmarcPostureTest {
    record Row(String record, Set<Finding> rfc9989, Set<Finding> rfc7489) {
        static Row of(String record, Set<Finding> both) {
            return new Row(record, both, both);
        }
    }

    private static DmarcPosture posture(String domain, String... zone) {
        return Dmarc.posture(DomainName.of(domain), Zone.of(zone), AsOf.UNKNOWN, PublicSuffixList.bundled());
    }

    static final List<Row> RECORDS = List.of(
            Row.of("v=DMARC1; p=reject; rua=mailto:r@example.com", Set.of()),
            Row.of("v=DMARC1; p=none", Set.of(NOT_ENFORCED, NO_AGGREGATE_REPORTS)),
            Row.of("v=DMARC1; p=reject; sp=none; rua=mailto:r@example.com", Set.of(WEAKER_SUBDOMAINS)),
            new Row("v=DMARC1; p=reject; np=none; rua=mailto:r@example.com", Set.of(WEAKER_SUBDOMAINS), Set.of()),
            new Row("v=DMARC1; p=reject; t=y; rua=mailto:r@example.com", Set.of(TESTING), Set.of()),
            new Row("v=DMARC1; p=reject; pct=50; rua=mailto:r@example.com", Set.of(), Set.of(SAMPLED)),
            new Row(
                    "v=DMARC1; p=reject; oops; rua=mailto:r@example.com",
                    Set.of(MALFORMED_TAGS),
                    Set.of(MALFORMED_TAGS, INVALID_RECORD)),
            Row.of("v=DMARC1", Set.of(INVALID_RECORD, NO_AGGREGATE_REPORTS)),
            Row.of("not a record", Set.of(NO_RECORD)),
            Row.of("!TIMEOUT", Set.of(DNS_FAILURE)),
            Row.of("!UNOBSERVED", Set.of(NOT_OBSERVED)));

    @ParameterizedTest
    @FieldSource("RECORDS")
    void whatIsWeakInARecordIsFound(Row row) {
        DmarcPosture posture = posture("example.com", "_dmarc.example.com TXT " + row.record());
        assertThat(posture.rfc9989().findings()).isEqualTo(row.rfc9989());
        assertThat(posture.rfc7489().findings()).isEqualTo(row.rfc7489());
    }

    @Test
    void aPolicyTellsFromWhereItIsInheritedByEachEdition() {
        DmarcPosture posture = posture(
                "a.mail.example.com",
                "_dmarc.mail.example.com TXT v=DMARC1; p=reject; psd=n; rua=mailto:r@example.com",
                "_dmarc.example.com TXT v=DMARC1; p=reject; sp=quarantine; rua=mailto:r@example.com");
        Published walked = posture.rfc9989();
        assertThat(walked.policyDomain()).isEqualTo(DomainName.of("mail.example.com"));
        assertThat(walked.policy()).isEqualTo(DmarcPolicy.REJECT);
        Published listed = posture.rfc7489();
        assertThat(listed.policyDomain()).isEqualTo(DomainName.of("example.com"));
        assertThat(listed.policy()).isEqualTo(DmarcPolicy.QUARANTINE);
        assertThat(List.of(walked.inherited(), listed.inherited())).containsOnly(true);
    }

    @Test
    void severalRecordsAreNoneAndSaidToBe() {
        Published published = posture(
                        "example.com",
                        "_dmarc.example.com TXT v=DMARC1; p=none",
                        "_dmarc.example.com TXT v=DMARC1; p=reject")
                .rfc7489();
        assertThat(published.findings()).containsExactlyInAnyOrder(SEVERAL_RECORDS, NO_RECORD);
        assertThat(published.policy()).isNull();
    }
}
