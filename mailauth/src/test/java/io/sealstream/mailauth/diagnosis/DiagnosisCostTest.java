package io.sealstream.mailauth.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.diagnosis.Effort.Work;
import io.sealstream.mailauth.dkim.Dkim;
import io.sealstream.mailauth.dkim.DkimExamination;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimSettings;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Zone;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.Signer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a diagnosis costs, in the units of {@link Effort}: the same message costs the same everywhere. */
class DiagnosisCostTest {
    private static final Signer SIGNER = Signer.rsa(1024);
    private static final String TAGS = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=fabrikam.com; s=s1; h=";
    private static final String HEADER = "From: a@fabrikam.com\r\nSubject: minutes\r\n";
    private static final int SIZE = 256 << 10;

    private record Spent(List<Repair> repairs, long nanos) {}

    /** A list's footer and subject tag: found as long as there is what it costs, and not with a nanosecond less. */
    @Test
    void aFindingCostsWhatItCosts() {
        String sent = SIGNER.sign(HEADER + "\r\n" + "a line of text\r\n".repeat(100), TAGS + "from:subject");
        String received = sent.replace("Subject: ", "Subject: [list] ") + "____\r\nlist@lists.test\r\n";
        long cost = diagnose(received, Effort.DEFAULT_NANOS).nanos;
        assertThat(cost).isLessThan(1_000_000);
        assertThat(diagnose(received, 2 * cost).repairs).hasSize(2);
        String footerAlone = received.replace("[list] ", "");
        long body = diagnose(footerAlone, Effort.DEFAULT_NANOS).nanos;
        assertThat(diagnose(footerAlone, body + 1).repairs).hasSize(1);
        assertThat(diagnose(footerAlone, body - 1).repairs).isEmpty();
        assertThat(diagnose(received, 0)).isEqualTo(new Spent(List.of(), 0));
    }

    static Stream<String> hostile() {
        return Stream.of(
                        "\r\n",
                        "x\r\n",
                        "\t",
                        "a  b ",
                        "--a:b\r\n",
                        "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n",
                        "From \r\n>From \r\n",
                        "<p>\n",
                        "=C3=A9=\r\n",
                        "\u00c3\u00a9\r\n")
                .map(splinter -> HEADER + "\r\n" + splinter.repeat(SIZE / splinter.length()));
    }

    /** {@code DiagnosisBenchmark} has the time of such mail beside what is counted. */
    @ParameterizedTest
    @MethodSource("hostile")
    void aBodyThatWasMadeToBeDearCostsNoMoreThanTheBudgetAndTheSameEachTime(String message) {
        String broken = signature("from:subject") + message + "!";
        Spent spent = diagnose(broken, Effort.DEFAULT_NANOS);
        assertThat(spent.repairs).isEmpty();
        assertThat(spent.nanos).isPositive().isLessThanOrEqualTo(Effort.DEFAULT_NANOS);
        assertThat(diagnose(broken, Effort.DEFAULT_NANOS)).isEqualTo(spent);
    }

    @ParameterizedTest
    @CsvSource({
        "8000, 'X: a\r\n b\r\n', x",
        "190, 'X-To: <u@e.test>\r\n', to:cc",
        "200, 'To: <u@e.test>, <b@c.test>\r\n', to:cc:reply-to:sender:date",
        "30, 'Subject: Re: [x] EXTERNAL: =?utf-8?q?a?= =?utf-8?q?b?=\r\n', subject:mime-version:content-type"
    })
    void aHeaderThatWasMadeToBeDearCostsNoMoreThanTheBudget(int count, String field, String names) {
        String broken = signature("from:" + names) + HEADER + field.repeat(count) + "\r\nx\r\n";
        Spent spent = diagnose(broken, Effort.DEFAULT_NANOS);
        assertThat(spent.nanos).isPositive().isLessThanOrEqualTo(Effort.DEFAULT_NANOS);
        assertThat(diagnose(broken, Effort.DEFAULT_NANOS)).isEqualTo(spent);
    }

    @Test
    void tenBrokenSignaturesShareTheBudgetOfOne() {
        String body = "a line of text\r\n".repeat(2_000);
        String broken = signature("from:subject").repeat(10) + HEADER + "\r\n" + body;
        assertThat(diagnose(broken, Effort.DEFAULT_NANOS).nanos).isLessThanOrEqualTo(Effort.DEFAULT_NANOS);
        String found = SIGNER.sign(HEADER + "\r\nx\r\n", TAGS + "from:subject") + "____\r\n";
        assertThat(diagnose(found, Effort.DEFAULT_NANOS).repairs).hasSize(1);
    }

    @Test
    void aPieceThatIsTooDearIsNotDoneAndLeavesNothing() {
        Effort effort = Effort.ofNanos(1_000);
        assertThat(effort.pay(Work.HEADER_OCTET, 100)).isTrue();
        assertThat(effort.spentNanos()).isEqualTo(600);
        assertThat(effort.part(4).pay(Work.HEADER_OCTET, 17)).isFalse();
        assertThat(effort.spentNanos()).isEqualTo(700);
        assertThat(effort.pay(Work.HEADER_OCTET, 51)).isFalse();
        assertThat(effort.isSpent()).isTrue();
        assertThat(effort.pay(Work.HEADER_OCTET, Long.MAX_VALUE)).isFalse();
        assertThat(effort.spentNanos()).isEqualTo(1_000);
        assertThat(Effort.ofNanos(-1).isSpent()).isTrue();
    }

    /** The key that signed is found among others by the signature alone; the ninth is not looked at. */
    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "7, true", "8, false"})
    void eachOfTheFirstEightKeysIsTried(int others, boolean found) {
        Zone zone = Zone.of();
        Question selector = Question.txt(DomainName.of("s1._domainkey.fabrikam.com"));
        for (int i = 0; i < others; i++) {
            zone.add(selector, Signer.otherRsa(1024).record());
        }
        zone.add(selector, SIGNER.record());
        String received =
                SIGNER.sign(HEADER + "\r\nx\r\n", TAGS + "from:subject").replace("Subject: ", "Subject: [list] ");
        assertThat(diagnose(received, zone, Effort.DEFAULT_NANOS).repairs).hasSize(found ? 1 : 0);
    }

    @Test
    void whereNoKeyMadeTheSignatureNoHeaderIsTried() {
        String received =
                SIGNER.sign(HEADER + "\r\nx\r\n", TAGS + "from:subject").replace("Subject: ", "Subject: [list] ");
        Spent spent = diagnose(
                received,
                Zone.of("s1._domainkey.fabrikam.com TXT "
                        + Signer.otherRsa(1024).record()),
                Effort.DEFAULT_NANOS);
        assertThat(spent.repairs).isEmpty();
        assertThat(spent.nanos).isLessThan(100_000);
    }

    @Test
    void eachVerificationWithEd25519IsPaid() {
        String sent = Signer.ed25519()
                .sign(
                        HEADER + "\r\nx\r\n",
                        "v=1; a=ed25519-sha256; c=relaxed/relaxed; d=fabrikam.com; s=s1; h=from:subject:reply-to");
        Zone zone = Zone.of("s1._domainkey.fabrikam.com TXT " + Signer.ed25519().record());
        Spent found = diagnose(sent.replace("Subject: ", "Subject: [list] "), zone, Effort.DEFAULT_NANOS);
        assertThat(found.repairs).extracting(Repair::kind).containsExactly(Repair.Kind.SUBJECT_PREFIX_ADDED);
        assertThat(found.nanos).isBetween(90_000L, 1_000_000L);
        String hopeless = sent.replace("Subject: minutes", "Subject: hours").replace("x\r\n", "x\r\n");
        assertThat(diagnose(hopeless, zone, 300_000).nanos).isLessThanOrEqualTo(300_000);
    }

    /** Of a message that is none of those that are signed here. */
    private static String signature(String names) {
        String other = HEADER + "\r\nanother\r\n";
        String signed = SIGNER.sign(other, TAGS + names);
        return signed.substring(0, signed.length() - other.length());
    }

    private static Spent diagnose(String text, long nanos) {
        return diagnose(text, Zone.of("s1._domainkey.fabrikam.com TXT " + SIGNER.record()), nanos);
    }

    private static Spent diagnose(String text, Dns dns, long nanos) {
        Message message = Message.of(Signer.octets(text));
        DkimExamination examination =
                Dkim.examine(message, new MessageHashes(message), DkimSettings.of(CryptoProvider.detect()));
        List<DkimResult> results = examination.verify(dns, AsOf.UNKNOWN, true);
        Effort effort = Effort.ofNanos(nanos);
        List<DkimResult> diagnosed = examination.diagnose(results, dns, effort);
        return new Spent(diagnosed.stream().flatMap(r -> r.repaired().stream()).toList(), effort.spentNanos());
    }
}
