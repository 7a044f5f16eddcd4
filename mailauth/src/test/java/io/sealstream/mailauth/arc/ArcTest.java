package io.sealstream.mailauth.arc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.arc.ArcResult.ArcSet;
import io.sealstream.mailauth.diagnosis.Effort;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Consultation;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Zone;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.CountingCrypto;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.Signer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 8617, section by section. */
class ArcTest {
    private static final AsOf RECEIVED = AsOf.of(Instant.ofEpochSecond(1_777_888_800));
    private static final String MESSAGE = "From: a@fabrikam.com\r\nSubject: s\r\n\r\nbody\r\n";
    private static final String SIGNATURE = "a=rsa-sha256; c=relaxed/relaxed; d=%s; s=arc; h=from:subject";
    private static final Signer RSA = Signer.rsa(1024);
    private static final Zone ZONE = Zone.of(
            "arc._domainkey.one.test TXT " + RSA.record(),
            "arc._domainkey.two.test TXT " + RSA.record(),
            "arc._domainkey.three.test TXT " + RSA.record());

    private final CountingCrypto crypto = new CountingCrypto();

    private static String seal(String message, int instance, String domain, String chainValidation) {
        return RSA.seal(
                message,
                instance,
                "mx." + domain + "; spf=pass smtp.mailfrom=fabrikam.com",
                SIGNATURE.formatted(domain),
                "a=rsa-sha256; cv=" + chainValidation + "; d=" + domain + "; s=arc");
    }

    private static String chain(int instances) {
        String message = MESSAGE;
        for (int i = 1; i <= instances; i++) {
            message = seal(message, i, i % 2 == 1 ? "one.test" : "two.test", i == 1 ? "none" : "pass");
        }
        return message;
    }

    @Test
    void aMessageWithoutArcFieldsHasNoChain() {
        assertThat(validate(MESSAGE)).isEqualTo(ArcResult.NONE);
        assertThat(validate("")).isEqualTo(ArcResult.NONE);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "50"})
    void aSoundChainPasses(int instances) {
        ArcResult result = validate(chain(instances));
        assertThat(result.status()).as(result.toString()).isEqualTo(ArcStatus.PASS);
        assertThat(result.instances()).isEqualTo(instances);
        assertThat(result.oldestPass()).isEqualTo(1);
        assertThat(crypto.verified()).isEqualTo(2 * instances);
    }

    @Test
    void anInstanceAbove50Fails() {
        String tooMany = chain(1).replace("i=1;", "i=51;");
        assertThat(validate(tooMany).reason()).isEqualTo(ArcReason.STRUCTURE);
    }

    @Test
    void eachSetTellsWhoSealedItAndWhatWasFound() {
        assertThat(validate(chain(2)).sets())
                .containsExactly(
                        new ArcSet(
                                1,
                                DomainName.of("one.test"),
                                "arc",
                                DomainName.of("one.test"),
                                "none",
                                "mx.one.test; spf=pass smtp.mailfrom=fabrikam.com"),
                        new ArcSet(
                                2,
                                DomainName.of("two.test"),
                                "arc",
                                DomainName.of("two.test"),
                                "pass",
                                "mx.two.test; spf=pass smtp.mailfrom=fabrikam.com"));
    }

    /** §5.2 steps 1 to 3; the fields are of a sound chain of two, changed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ARC-Seal: i=2 | X-Seal: i=2 | STRUCTURE | 2",
                "ARC-Message-Signature: i=1 | X-Was: i=1 | STRUCTURE | 1",
                "ARC-Authentication-Results: i=1 | X-Was: i=1 | STRUCTURE | 1",
                "ARC-Authentication-Results: i=1; | ARC-Authentication-Results: i=1 | STRUCTURE | 0",
                "ARC-Authentication-Results: i=1; | ARC-Authentication-Results: x; i=1; | STRUCTURE | 0",
                "ARC-Seal: i=2 | ARC-Seal: i=1 | STRUCTURE | 0",
                "ARC-Seal: i=2 | ARC-Seal: i=0 | STRUCTURE | 0",
                "ARC-Seal: i=2 | ARC-Seal: x=2 | STRUCTURE | 0",
                "cv=pass | cv=none | CV_MISMATCH | 2",
                "cv=none | cv=pass | CV_MISMATCH | 1",
                "cv=pass | cv=maybe | CV_MISMATCH | 2",
                "cv=pass; | cv=pass; h=from; | FORBIDDEN_TAG | 2",
                "ARC-Message-Signature: i=2; a=rsa-sha256; c=relaxed/relaxed; d=two.test; s=arc; h=from | ARC-Message-Signature: i=2; a=rsa-sha256; d=two.test; s=arc; h=from:arc-seal | FORBIDDEN_TAG | 2",
                "ARC-Seal: i=2; a=rsa-sha256 | ARC-Seal: i=2; a=rsa-sha1 | UNSUPPORTED_ALGORITHM | 2",
                "ARC-Seal: i=1; a=rsa-sha256; | ARC-Seal: i=1; | SYNTAX_ERROR | 1",
                "ARC-Message-Signature: i=2; a=rsa-sha256; | ARC-Message-Signature: i=2; a=rsa-sha256; c=x; | SYNTAX_ERROR | 2"
            })
    void aChainThatIsNotWellFormedFailsWithoutAnyQuestion(String from, String to, ArcReason reason, int problem) {
        String changed = chain(2).replace(from, to);
        assertThat(changed).isNotEqualTo(chain(2));
        Dns none = question -> {
            throw new AssertionError("asked for " + question);
        };
        ArcExamination examination = examine(changed);
        ArcResult result = examination.validate(none, RECEIVED, true);
        assertThat(result.status()).as(result.toString()).isEqualTo(ArcStatus.FAIL);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.problem()).isEqualTo(problem);
        assertThat(examination.questions()).isEmpty();
    }

    /** §5.2 steps 4 and 6. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Subject: s | Subject: [list] s | MESSAGE_SIGNATURE_FAILED | 2",
                "body | footer | MESSAGE_SIGNATURE_FAILED | 2",
                "mx.two.test; spf=pass | mx.two.test; spf=fail | SEAL_FAILED | 2",
                "mx.one.test; spf=pass | mx.one.test; spf=fail | SEAL_FAILED | 2",
                "ARC-Seal: i=1; a=rsa-sha256; | ARC-Seal: i=1; a=rsa-sha256; t=1; | SEAL_FAILED | 2"
            })
    void aChainThatDoesNotVerifyFails(String from, String to, ArcReason reason, int problem) {
        ArcResult result = validate(chain(2).replace(from, to));
        assertThat(result.status()).as(result.toString()).isEqualTo(ArcStatus.FAIL);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.problem()).isEqualTo(problem);
        assertThat(result.oldestPass()).isZero();
    }

    @Test
    void theOldestPassIsTheLowestSignatureThatStillVerifies() {
        String changed = chain(2).replace("Subject: s", "Subject: [list] s");
        String resealed = seal(changed, 3, "three.test", "pass");
        ArcResult result = validate(seal(resealed, 4, "one.test", "pass"));
        assertThat(result.status()).as(result.toString()).isEqualTo(ArcStatus.PASS);
        assertThat(result.oldestPass()).isEqualTo(3);
    }

    /** §5.1.2. */
    @Test
    void aSealThatGivesTheChainUpCoversOnlyItsOwnSet() {
        String broken = chain(2).replace("spf=pass", "spf=fail").replace("ARC-Seal: i=1", "X-Seal: i=1");
        String given = seal(broken, 3, "three.test", "fail");
        ArcResult result = validate(given);
        assertThat(result.status()).isEqualTo(ArcStatus.FAIL);
        assertThat(result.reason()).isEqualTo(ArcReason.CV_FAIL);
        assertThat(result.problem()).isEqualTo(3);
        assertThat(validate(given.replace("mx.three.test", "mx.four.test")).reason())
                .isEqualTo(ArcReason.SEAL_FAILED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!TIMEOUT | TEMPERROR | DNS_FAILURE",
                "!UNOBSERVED | UNVERIFIABLE | KEY_NOT_OBSERVED",
                "v=DKIM1; p= | FAIL | KEY_UNUSABLE",
                "k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo= | FAIL | KEY_UNUSABLE",
                "s=tlsrpt; p=%R | FAIL | KEY_UNUSABLE",
                "p=%R | PASS | VERIFIED"
            })
    void theKeyOfALinkDecides(String record, ArcStatus status, ArcReason reason) {
        Zone zone = Zone.of(
                "arc._domainkey.one.test TXT " + record.replace("%R", RSA.publicKey()),
                "arc._domainkey.two.test TXT " + RSA.record());
        ArcResult result = examine(chain(2)).validate(zone, RECEIVED, true);
        assertThat(result.status()).as(result.toString()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.problem()).isEqualTo(status == ArcStatus.PASS ? 0 : 1);
    }

    @Test
    void aLinkThatFailsDecidesWhateverElseIsUndecided() {
        Zone zone = Zone.of("arc._domainkey.one.test TXT v=DKIM1; p=", "arc._domainkey.two.test TXT !TIMEOUT");
        assertThat(examine(chain(2)).validate(zone, RECEIVED, true).reason()).isEqualTo(ArcReason.KEY_UNUSABLE);
    }

    @Test
    void aBodyThatFailsIsToldOnTheWireAndLeftOpenInACopy() {
        String changed = chain(1).replace("body", "Body");
        Zone asked = Zone.of("arc._domainkey.one.test TXT " + RSA.record());
        assertThat(examine(changed).validate(asked, RECEIVED, true).reason())
                .isEqualTo(ArcReason.MESSAGE_SIGNATURE_FAILED);
        assertThat(asked.asked()).isEmpty();
        ArcResult copy = examine(changed).validate(asked, RECEIVED, false);
        assertThat(copy.status()).isEqualTo(ArcStatus.UNVERIFIABLE);
        assertThat(copy.reason()).isEqualTo(ArcReason.ALTERED_AFTER_RECEIPT);
        assertThat(examine(changed.replace("Subject: s", "Subject: t"))
                        .validate(asked, RECEIVED, false)
                        .status())
                .isEqualTo(ArcStatus.FAIL);
    }

    @Test
    void aForgedChainDoesNotChooseHowMuchIsAsked() {
        String message = MESSAGE;
        for (int i = 1; i <= 6; i++) {
            message = seal(message, i, "d" + i + ".test", i == 1 ? "none" : "pass");
        }
        String[] keys = new String[6];
        Arrays.setAll(keys, i -> "arc._domainkey.d" + (i + 1) + ".test TXT " + RSA.record());
        Zone zone = Zone.of(keys);
        Message indexed = Message.of(Signer.octets(message));
        ArcExamination limited = Arc.examine(indexed, new MessageHashes(indexed), new ArcSettings(3, crypto));
        assertThat(limited.questions()).hasSize(3);
        ArcResult result = limited.validate(zone, RECEIVED, true);
        assertThat(result.status()).isEqualTo(ArcStatus.TEMPERROR);
        assertThat(zone.asked().stream().distinct()).hasSize(3);
        ArcExamination enough = Arc.examine(indexed, new MessageHashes(indexed), new ArcSettings(6, crypto));
        assertThat(enough.validate(zone, RECEIVED, true).status()).isEqualTo(ArcStatus.PASS);
    }

    @Test
    void aSmallKeyFails() {
        Signer small = Signer.rsa(512);
        String sealed = small.seal(
                MESSAGE,
                1,
                "mx.one.test; spf=pass",
                SIGNATURE.formatted("one.test"),
                "a=rsa-sha256; cv=none; d=one.test; s=arc");
        Zone zone = Zone.of("arc._domainkey.one.test TXT " + small.record());
        assertThat(examine(sealed).validate(zone, RECEIVED, true).reason()).isEqualTo(ArcReason.KEY_UNUSABLE);
        assertThat(crypto.verified()).isZero();
    }

    @Test
    void aTrustedSealerBothSealedAndSigned() {
        ArcResult result = validate(chain(3));
        assertThat(result.trusted(Set.of(DomainName.of("two.test"))))
                .map(ArcSet::instance)
                .hasValue(2);
        assertThat(result.trusted(Set.of(DomainName.of("one.test"), DomainName.of("two.test"))))
                .map(ArcSet::instance)
                .hasValue(3);
        assertThat(result.trusted(Set.of(DomainName.of("four.test")))).isEmpty();
        assertThat(validate(chain(3).replace("body", "x")).trusted(Set.of(DomainName.of("two.test"))))
                .isEmpty();
        String signedByAnother = RSA.seal(
                MESSAGE,
                1,
                "mx.one.test; spf=pass",
                SIGNATURE.formatted("two.test"),
                "a=rsa-sha256; cv=none; d=one.test; s=arc");
        ArcResult mixed = validate(signedByAnother);
        assertThat(mixed.status()).isEqualTo(ArcStatus.PASS);
        assertThat(mixed.trusted(Set.of(DomainName.of("one.test")))).isEmpty();
    }

    @Test
    void aSecondRunComputesNothing() {
        ArcExamination examination = examine(chain(3));
        Consultation answers = new Consultation(ZONE);
        examination.hash();
        ArcResult first = examination.validate(answers, RECEIVED, true);
        int verified = crypto.verified();
        assertThat(examination.validate(answers, RECEIVED, true)).isEqualTo(first);
        assertThat(crypto.verified()).isEqualTo(verified);
        assertThat(examination.questions()).hasSize(2);
    }

    private ArcResult validate(String text) {
        return examine(text).validate(ZONE, RECEIVED, true);
    }

    private ArcExamination examine(String text) {
        Message message = Message.of(Signer.octets(text));
        return Arc.examine(message, new MessageHashes(message), ArcSettings.of(crypto));
    }

    /** A list that seals and sends on, and a second one below it that only sends on. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "body~ | body~____~list@lists.test~ | FOOTER_APPENDED:BODY_HASH",
                "Subject: s | Subject: [list] s | SUBJECT_PREFIX_ADDED:SIGNATURE",
                "Subject: s | Subject: something else | ''"
            })
    void whatBrokeTheNewestMessageSignatureIsFoundAndTheChainStillFails(String before, String after, String expected) {
        String sent = chain(2);
        String received = sent.replace(before.replace("~", "\r\n"), after.replace("~", "\r\n"));
        Message message = Message.of(Signer.octets(received));
        ArcExamination examination = Arc.examine(message, new MessageHashes(message), ArcSettings.of(crypto));
        ArcResult result = examination.validate(ZONE, RECEIVED, true);
        assertThat(result.reason()).isEqualTo(ArcReason.MESSAGE_SIGNATURE_FAILED);
        ArcResult diagnosed = examination.diagnose(result, ZONE, Effort.ofNanos(Effort.DEFAULT_NANOS));
        assertThat(diagnosed.status()).isEqualTo(ArcStatus.FAIL);
        assertThat(diagnosed.repaired().stream()
                        .map(repair -> repair.kind() + ":" + repair.proof())
                        .collect(Collectors.joining(",")))
                .isEqualTo(expected);
        assertThat(examination.diagnose(result, ZONE, Effort.ofNanos(0))).isEqualTo(result);
    }
}
