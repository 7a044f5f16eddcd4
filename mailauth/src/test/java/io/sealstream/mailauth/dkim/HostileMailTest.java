package io.sealstream.mailauth.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealstream.mailauth.arc.Arc;
import io.sealstream.mailauth.arc.ArcExamination;
import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.arc.ArcSettings;
import io.sealstream.mailauth.arc.ArcStatus;
import io.sealstream.mailauth.diagnosis.Effort;
import io.sealstream.mailauth.diagnosis.Repair;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Zone;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.Signer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is in a message or missing in DNS, there is a result, and what is missing is never taken for a no. */
class HostileMailTest {
    private static final AsOf RECEIVED = AsOf.of(Instant.ofEpochSecond(1_777_888_800));
    private static final CryptoProvider PROVIDER = CryptoProvider.detect();
    private static final Zone ZONE = Zone.of(
            "s1._domainkey.fabrikam.com TXT " + Signer.rsa(1024).record(),
            "ed._domainkey.fabrikam.com TXT " + Signer.ed25519().record(),
            "arc._domainkey.one.test TXT " + Signer.rsa(1024).record());
    private static final byte[] SOUND = Signer.octets(sound());

    private static String sound() {
        String message = "From: a@fabrikam.com\r\nSubject: s\r\n\r\nbody  with\tspace \r\nFrom here\r\n";
        String tags = "c=relaxed/relaxed; d=fabrikam.com; h=from:subject:to";
        message = Signer.rsa(1024).sign(message, "v=1; a=rsa-sha256; s=s1; l=8; t=1; x=2000000000; " + tags);
        message = Signer.ed25519().sign(message, "v=1; a=ed25519-sha256; s=ed; " + tags);
        for (int i = 1; i <= 2; i++) {
            message = Signer.rsa(1024)
                    .seal(
                            message,
                            i,
                            "mx.one.test; dkim=pass",
                            "a=rsa-sha256; c=relaxed/relaxed; d=one.test; s=arc; h=from:subject:dkim-signature",
                            "a=rsa-sha256; cv=" + (i == 1 ? "none" : "pass") + "; d=one.test; s=arc");
        }
        return message;
    }

    @Test
    void theSoundMessagePasses() {
        assertThat(dkim(SOUND, ZONE)).allMatch(result -> result.status() == DkimStatus.PASS);
        assertThat(arc(SOUND, ZONE).status()).isEqualTo(ArcStatus.PASS);
    }

    @Test
    void aDamagedMessageHasResultsAndMissingAnswersNeverMakeThemFail() {
        Random random = new Random(20260504);
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = damaged(random);
            Question missing =
                    random.nextBoolean() ? pick(dkimQuestions(damaged), random) : pick(arcQuestions(damaged), random);
            Dns withoutOne = question -> question.equals(missing) ? Answer.notObserved() : ZONE.lookup(question);
            List<DkimResult> whole = dkim(damaged, ZONE);
            List<DkimResult> partial = dkim(damaged, withoutOne);
            for (int k = 0; k < whole.size(); k++) {
                if (whole.get(k).status() != DkimStatus.FAIL) {
                    assertThat(partial.get(k).status()).isNotEqualTo(DkimStatus.FAIL);
                }
            }
            if (arc(damaged, ZONE).status() != ArcStatus.FAIL) {
                assertThat(arc(damaged, withoutOne).status()).isNotEqualTo(ArcStatus.FAIL);
            }
        }
    }

    private static Question pick(List<Question> questions, Random random) {
        return questions.isEmpty()
                ? Question.txt(DomainName.of("nobody.test"))
                : questions.get(random.nextInt(questions.size()));
    }

    private static byte[] damaged(Random random) {
        byte[] bytes = SOUND.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = bytes[random.nextInt(bytes.length)];
                case 2 -> bytes = Arrays.copyOf(bytes, 1 + at);
                default -> bytes[at] = (byte) ";:= \r\n\t".charAt(random.nextInt(7));
            }
        }
        return bytes;
    }

    @FuzzTest
    void anyMessageHasResults(byte[] bytes) {
        assertThat(dkim(bytes, ZONE)).isNotEmpty();
        assertThat(arc(bytes, ZONE).instances()).isBetween(0, 50);
    }

    @FuzzTest
    void anySignatureHasAResult(byte[] value) {
        byte[] name = Signer.octets("DKIM-Signature: v=1; a=rsa-sha256; d=fabrikam.com; s=s1; ");
        assertThat(dkim(above(name, value), ZONE)).noneMatch(result -> result.status() == DkimStatus.PASS);
    }

    /** Above a sound chain of two instances. */
    @FuzzTest
    void anyFieldAboveAChainHasAResult(byte[] field) {
        byte[] bytes = above(field, SOUND);
        ArcResult result = arc(bytes, ZONE);
        assertThat(result.sets()).hasSize(result.instances());
        assertThat(result.instances()).isBetween(0, 50);
        assertThat(result.oldestPass()).isBetween(0, result.instances());
        assertThat(result.oldestPass() > 0).isEqualTo(result.status() == ArcStatus.PASS);
        assertThat(result.problem()).isBetween(0, result.instances());
    }

    @FuzzTest
    void anySealHasAResult(byte[] value) {
        byte[] seal = above(Signer.octets("ARC-Seal: i=3; cv=pass; d=one.test; s=arc; "), value);
        byte[] rest = Signer.octets(
                "\r\nARC-Message-Signature: i=3; a=rsa-sha256; d=one.test; s=arc; h=from; bh=eA==; b=eA==\r\n"
                        + "ARC-Authentication-Results: i=3; one.test; none\r\n");
        assertThat(arc(above(seal, above(rest, SOUND)), ZONE).status()).isNotEqualTo(ArcStatus.PASS);
    }

    /** Nothing is found that is no break, and nothing found makes another status. */
    @FuzzTest
    void anyDamageIsDiagnosedWithinTheBudget(byte[] bytes) {
        Message message = Message.of(above(Arrays.copyOf(SOUND, SOUND.length - 2), bytes));
        DkimExamination examination = Dkim.examine(message, new MessageHashes(message), DkimSettings.of(PROVIDER));
        List<DkimResult> results = examination.verify(ZONE, RECEIVED, true);
        Effort effort = Effort.ofNanos(2_000_000);
        List<DkimResult> diagnosed = examination.diagnose(results, ZONE, effort);
        assertThat(effort.spentNanos()).isLessThanOrEqualTo(2_000_000);
        for (int i = 0; i < results.size(); i++) {
            assertThat(diagnosed.get(i).status()).isEqualTo(results.get(i).status());
            assertThat(diagnosed.get(i).repaired()).hasSizeLessThanOrEqualTo(Repair.MAX_REPAIRS);
        }
    }

    private static byte[] above(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static List<Question> dkimQuestions(byte[] bytes) {
        Message message = Message.of(bytes);
        return Dkim.examine(message, new MessageHashes(message), DkimSettings.of(PROVIDER))
                .questions();
    }

    private static List<Question> arcQuestions(byte[] bytes) {
        Message message = Message.of(bytes);
        return Arc.examine(message, new MessageHashes(message), ArcSettings.of(PROVIDER))
                .questions();
    }

    private static List<DkimResult> dkim(byte[] bytes, Dns dns) {
        Message message = Message.of(bytes);
        return Dkim.examine(message, new MessageHashes(message), DkimSettings.of(PROVIDER))
                .verify(dns, RECEIVED, true);
    }

    private static ArcResult arc(byte[] bytes, Dns dns) {
        Message message = Message.of(bytes);
        ArcExamination examination = Arc.examine(message, new MessageHashes(message), ArcSettings.of(PROVIDER));
        examination.hash();
        return examination.validate(dns, RECEIVED, true);
    }
}
