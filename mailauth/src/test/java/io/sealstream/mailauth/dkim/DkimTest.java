package io.sealstream.mailauth.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dkim.DkimResult.Check;
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
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6376, 8301, 8463, 8616, section by section. */
class DkimTest {
    private static final String MESSAGE = """
            Received: from a by b; Mon, 4 May 2026 10:00:00 +0000\r
            From: Ann <ann@fabrikam.com>\r
            To: bob@contoso.com\r
            Subject: two  spaces\r
             and a fold\r
            \r
            Dear Bob,\r
            \r
            some  text \t with white space \r
            --Ann\r
            \r
            \r
            """;
    private static final AsOf RECEIVED = AsOf.of(Instant.ofEpochSecond(1_777_888_800));
    private static final String TAGS = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=fabrikam.com; s=s1; h=from:to:subject";
    private static final Signer RSA = Signer.rsa(2048);
    private static final Zone ZONE = Zone.of(
            "s1._domainkey.fabrikam.com TXT " + RSA.record(),
            "ed._domainkey.fabrikam.com TXT " + Signer.ed25519().record());

    @ParameterizedTest
    @CsvSource({"simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed", "simple", "relaxed"})
    void everyCanonicalizationPairVerifies(String canonicalization) {
        String tags = TAGS.replace("relaxed/relaxed", canonicalization);
        DkimResult result = verify(RSA.sign(MESSAGE, tags), ZONE);
        assertThat(result.status()).as(result.toString()).isEqualTo(DkimStatus.PASS);
        assertThat(result.canonicalization()).startsWith(canonicalization).contains("/");
        DkimResult ed = verify(
                Signer.ed25519().sign(MESSAGE, tags.replace("rsa-", "ed25519-").replace("s=s1", "s=ed")), ZONE);
        assertThat(ed.status()).as(ed.toString()).isEqualTo(DkimStatus.PASS);
        assertThat(ed.keyBits()).isEqualTo(256);
    }

    /** §3.4: what each canonicalization forgives, and what it does not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "relaxed/relaxed | two  spaces | two    spaces | PASS",
                "relaxed/relaxed | Subject: | SUBJECT : | PASS",
                "simple/relaxed | two  spaces | two spaces | FAIL",
                "simple/relaxed | Subject: | SUBJECT: | FAIL",
                "relaxed/relaxed | some  text | some text | PASS",
                "relaxed/simple | some  text | some text | FAIL",
                "relaxed/relaxed | Dear Bob | dear Bob | FAIL",
                "relaxed/relaxed | ann@fabrikam | eve@fabrikam | FAIL",
                "relaxed/relaxed | Received: | X-Unsigned: 1~Received: | PASS"
            })
    void aChangeBreaksTheSignatureUnlessTheCanonicalizationForgivesIt(
            String canonicalization, String from, String to, DkimStatus status) {
        String signed = RSA.sign(MESSAGE, TAGS.replace("relaxed/relaxed", canonicalization));
        int at = signed.indexOf("Received:");
        String changed = signed.substring(0, at) + signed.substring(at).replace(from, to.replace("~", "\r\n"));
        assertThat(verify(changed, ZONE).status()).isEqualTo(status);
    }

    @Test
    void bodyHashAndSignatureAreJudgedApart() {
        String signed = RSA.sign(MESSAGE, TAGS);
        DkimResult body = verify(signed.replace("Dear Bob", "Dear Eve"), ZONE);
        assertThat(List.of(body.bodyHash(), body.signature())).containsExactly(Check.MISMATCH, Check.MATCH);
        assertThat(body.reason()).isEqualTo(DkimReason.BODY_HASH_MISMATCH);
        DkimResult header = verify(signed.replace("To: bob", "To: eve"), ZONE);
        assertThat(List.of(header.bodyHash(), header.signature())).containsExactly(Check.MATCH, Check.MISMATCH);
        assertThat(header.reason()).isEqualTo(DkimReason.SIGNATURE_MISMATCH);
        DkimResult unknown = verify(signed.replace("Dear Bob", "Dear Eve"), Zone.of());
        assertThat(List.of(unknown.bodyHash(), unknown.signature())).containsExactly(Check.MISMATCH, Check.NOT_CHECKED);
    }

    /** §3.5 and §6.1.1, the tags of the signature. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from | PASS | VERIFIED",
                "a=rsa-sha256; d=fabrikam.com; s=s1; h=from; v=1 | PASS | VERIFIED",
                "v=1; a=rsa-sha256; d=FABRIKAM.com; s=S1; h=From | PASS | VERIFIED",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from; zz=1 | PASS | VERIFIED",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from; q=dns/txt | PASS | VERIFIED",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from; q=x/y : dns/txt | PASS | VERIFIED",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from; q=x/y | NEUTRAL | UNSUPPORTED_QUERY",
                "v=2; a=rsa-sha256; d=fabrikam.com; s=s1; h=from | NEUTRAL | UNSUPPORTED_VERSION",
                "a=rsa-sha256; d=fabrikam.com; s=s1; h=from | NEUTRAL | MISSING_TAG",
                "v=1; a=rsa-sha256; d=fabrikam.com; h=from; s= | NEUTRAL | SYNTAX_ERROR",
                "v=1; a=rsa-md5; d=fabrikam.com; s=s1; h=from | NEUTRAL | UNSUPPORTED_ALGORITHM",
                "v=1; a=rsa-sha256; c=nowsp; d=fabrikam.com; s=s1; h=from | NEUTRAL | UNSUPPORTED_CANONICALIZATION",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from; d=fabrikam.com | NEUTRAL | SYNTAX_ERROR",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from; t=soon | NEUTRAL | SYNTAX_ERROR",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from; x=never | NEUTRAL | SYNTAX_ERROR",
                "v=1; a=rsa-sha256; d=fabrikam..com; s=s1; h=from | NEUTRAL | SYNTAX_ERROR",
                "v=1; a=rsa-sha256; d=com; s=s1; h=from | NEUTRAL | SYNTAX_ERROR",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=to:subject | PERMERROR | FROM_NOT_SIGNED",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from; i=@fabrikam.com | PASS | VERIFIED",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from; i=a@b.FABRIKAM.com | PASS | VERIFIED",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from; i==61=40fabrikam.com | PASS | VERIFIED",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from; i=@contoso.com | PERMERROR | AUID_MISMATCH",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from; i=@notfabrikam.com | PERMERROR | AUID_MISMATCH",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from; i=fabrikam.com | NEUTRAL | SYNTAX_ERROR",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from; t=10; x=10 | PERMERROR | EXPIRES_BEFORE_SIGNED",
                "v=1; a=rsa-sha256; d=fabrikam.com; s=gone; h=from | PERMERROR | NO_KEY",
            })
    void theTagsOfASignatureDecideWhetherItCanBeVerified(String tags, DkimStatus status, DkimReason reason) {
        DkimResult result = verify(RSA.sign(MESSAGE, tags), ZONE);
        assertThat(result.status()).as(result.toString()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
    }

    @Test
    void whatCanBeReadOfABrokenSignatureIsReported() {
        DkimResult result =
                verify("DKIM-Signature: v=1; d=fabrikam.com; s=s1; b=abcd efghijk; bogus\r\n" + MESSAGE, ZONE);
        assertThat(result.domain()).isEqualTo(DomainName.of("fabrikam.com"));
        assertThat(result.selector()).isEqualTo("s1");
        assertThat(result.auid()).isEqualTo("@fabrikam.com");
        assertThat(result.algorithm()).isNull();
        assertThat(result.signatureData()).isEqualTo("abcdefgh");
        assertThat(result.reason()).isEqualTo(DkimReason.SYNTAX_ERROR);
    }

    /** RFC 8616 §4: U-labels in d=, s= and i= mean their A-labels. */
    @Test
    void internationalDomainsAreLookedUpAsALabels() {
        Zone zone = Zone.of("s1._domainkey.xn--bcher-kva.example TXT " + RSA.record());
        String tags = "v=1; a=rsa-sha256; d=b\u00c3\u00bccher.example; s=s1; h=from; i=@xn--bcher-kva.example";
        DkimResult result = verify(RSA.sign(MESSAGE, tags), zone);
        assertThat(result.status()).as(result.toString()).isEqualTo(DkimStatus.PASS);
        assertThat(result.domain()).isEqualTo(DomainName.of("xn--bcher-kva.example"));
    }

    /** §3.5 x= and t=, against the receipt at 1777888800. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x=1777888799 | POLICY | EXPIRED | ''",
                "x=1777888800 | PASS | VERIFIED | ''",
                "x=999999999999 | PASS | VERIFIED | ''",
                "t=1777888800 | PASS | VERIFIED | ''",
                "t=1777888801 | PASS | VERIFIED | SIGNED_IN_FUTURE"
            })
    void timesAreJudgedAgainstTheReceipt(String tag, DkimStatus status, DkimReason reason, String flag) {
        DkimResult result = verify(RSA.sign(MESSAGE, TAGS + "; " + tag), ZONE);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.flags()).hasToString(flag.isEmpty() ? "[]" : "[" + flag + "]");
        assertThat(result.wouldBe()).isEqualTo(reason == DkimReason.EXPIRED ? DkimStatus.PASS : null);
    }

    @Test
    void withoutAReceiptTimeExpiryIsNotJudged() {
        DkimResult result = verify(RSA.sign(MESSAGE, TAGS + "; x=1"), ZONE, AsOf.UNKNOWN, true)
                .get(0);
        assertThat(result.status()).isEqualTo(DkimStatus.PASS);
        assertThat(result.flags()).containsExactly(DkimFlag.EXPIRY_NOT_EVALUATED);
    }

    /** §3.5 l= and §8.2. The relaxed body has 48 octets. */
    @ParameterizedTest
    @CsvSource({
        "48, '', PASS, VERIFIED, 0",
        "48, 'footer\r\n', PASS, VERIFIED, 8",
        "10, '', PASS, VERIFIED, 38",
        "0, '', PASS, VERIFIED, 48"
    })
    void aLimitLeavesOctetsUnsignedAndTellsHowMany(
            int limit, String footer, DkimStatus status, DkimReason reason, long unsigned) {
        String signed = RSA.sign(MESSAGE, TAGS + "; l=" + limit);
        String body = footer.isEmpty() ? signed : signed.substring(0, signed.length() - 4) + footer;
        DkimResult result = verify(body, ZONE);
        assertThat(result.status()).as(result.toString()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.unsignedBytes()).isEqualTo(unsigned);
        assertThat(result.has(DkimFlag.UNSIGNED_BODY)).isEqualTo(unsigned > 0);
    }

    @Test
    void aLimitBeyondTheBodyFails() {
        DkimResult result = verify(RSA.sign(MESSAGE, TAGS + "; l=49"), ZONE);
        assertThat(result.status()).isEqualTo(DkimStatus.FAIL);
        assertThat(result.reason()).isEqualTo(DkimReason.BODY_LENGTH_EXCEEDED);
    }

    /** §5.4.2: from the bottom, each field once; a name without a field signs the null string. */
    @Test
    void fieldsAreTakenFromTheBottomAndOversigningForbidsMore() {
        String twice = "X-A: above\r\nX-A: below\r\n" + MESSAGE;
        String one = RSA.sign(twice, TAGS + ":x-a");
        assertThat(verify(one.replace("above", "other"), ZONE).status()).isEqualTo(DkimStatus.PASS);
        assertThat(verify(one.replace("below", "other"), ZONE).status()).isEqualTo(DkimStatus.FAIL);
        String both = RSA.sign(twice, TAGS + ":x-a:X-A");
        assertThat(verify(both, ZONE).status()).isEqualTo(DkimStatus.PASS);
        assertThat(verify(both.replace("above", "other"), ZONE).status()).isEqualTo(DkimStatus.FAIL);
        String oversigned = RSA.sign(MESSAGE, TAGS + ":from:reply-to");
        assertThat(verify(oversigned, ZONE).status()).isEqualTo(DkimStatus.PASS);
        assertThat(verify("From: eve@contoso.com\r\n" + oversigned, ZONE).status())
                .isEqualTo(DkimStatus.FAIL);
        assertThat(verify("Reply-To: eve@contoso.com\r\n" + oversigned, ZONE).status())
                .isEqualTo(DkimStatus.FAIL);
    }

    /** §3.5: white space may stand in b=, bh= and h=, and folds anywhere. */
    @Test
    void foldsInTheSignatureChangeNothing() {
        String signed = RSA.sign(MESSAGE, TAGS.replace(":", " : \r\n ").replace("; ", " ;\r\n\t"));
        int data = signed.indexOf(" b=") + 20;
        String folded = signed.substring(0, data) + "\r\n  " + signed.substring(data);
        DkimResult result = verify(folded, ZONE);
        assertThat(result.status()).as(result.toString()).isEqualTo(DkimStatus.PASS);
    }

    /** §3.6.1: what the key record says; %R is a key of 2048 bits. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p=%R | PASS | VERIFIED",
                "v=DKIM1; g=nobody; p=%R | PASS | VERIFIED",
                "v=DKIM1; p= | PERMERROR | KEY_REVOKED",
                "v=DKIM1; p=%R; p=%R | PERMERROR | KEY_SYNTAX_ERROR",
                "v=spf1 -all | PERMERROR | KEY_SYNTAX_ERROR",
                "k=dsa; p=%R | PERMERROR | KEY_ALGORITHM_MISMATCH",
                "h=sha1; p=%R | PERMERROR | HASH_NOT_ALLOWED",
                "s=tlsrpt; p=%R | PERMERROR | SERVICE_NOT_ALLOWED",
                "t=s; p=%R | PASS | VERIFIED",
                "t=y; p=%R | POLICY | TESTING",
                "!TIMEOUT | TEMPERROR | DNS_FAILURE",
                "!SERVFAIL | TEMPERROR | DNS_FAILURE",
                "!UNOBSERVED | UNVERIFIABLE | KEY_NOT_OBSERVED"
            })
    void theKeyRecordDecidesWhetherItMayVerify(String record, DkimStatus status, DkimReason reason) {
        Zone zone = Zone.of("s1._domainkey.fabrikam.com TXT " + record.replace("%R", RSA.publicKey()));
        DkimResult result = verify(RSA.sign(MESSAGE, TAGS), zone);
        assertThat(result.status()).as(result.toString()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.wouldBe()).isEqualTo(reason == DkimReason.TESTING ? DkimStatus.PASS : null);
    }

    @Test
    void aStrictKeyDemandsThatTheAuidIsOfTheDomainItself() {
        Zone zone = Zone.of("s1._domainkey.fabrikam.com TXT t=s; p=" + RSA.publicKey());
        assertThat(verify(RSA.sign(MESSAGE, TAGS + "; i=a@fabrikam.com"), zone).status())
                .isEqualTo(DkimStatus.PASS);
        DkimResult below = verify(RSA.sign(MESSAGE, TAGS + "; i=a@mail.fabrikam.com"), zone);
        assertThat(below.status()).isEqualTo(DkimStatus.PERMERROR);
        assertThat(below.reason()).isEqualTo(DkimReason.AUID_MISMATCH);
        assertThat(below.flags()).containsExactly(DkimFlag.KEY_STRICT);
    }

    /** §3.6.2.2: the choice among several records is ours: each is tried. */
    @Test
    void ofSeveralKeysTheOneThatVerifiesDecides() {
        Zone zone = Zone.of(
                "s1._domainkey.fabrikam.com TXT v=spf1 -all",
                "s1._domainkey.fabrikam.com TXT v=DKIM1; p=",
                "s1._domainkey.fabrikam.com TXT " + Signer.otherRsa(2048).record(),
                "s1._domainkey.fabrikam.com TXT " + RSA.record());
        DkimResult result = verify(RSA.sign(MESSAGE, TAGS), zone);
        assertThat(result.status()).isEqualTo(DkimStatus.PASS);
        assertThat(result.flags()).containsExactly(DkimFlag.SEVERAL_KEYS);
    }

    /** RFC 8301 §3.1, §3.2. */
    @ParameterizedTest
    @CsvSource({
        "512, rsa-sha256, POLICY, KEY_TOO_SMALL",
        "1023, rsa-sha256, POLICY, KEY_TOO_SMALL",
        "1024, rsa-sha256, PASS, VERIFIED",
        "1024, rsa-sha1, PERMERROR, OBSOLETE_ALGORITHM"
    })
    void smallKeysAndSha1NeverPass(int bits, String algorithm, DkimStatus status, DkimReason reason) {
        Zone zone = Zone.of("s1._domainkey.fabrikam.com TXT " + Signer.rsa(bits).record());
        String signed = Signer.rsa(bits).sign(MESSAGE, TAGS.replace("rsa-sha256", algorithm));
        DkimResult result = verify(signed, zone);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.wouldBe()).isEqualTo(status == DkimStatus.PASS ? null : DkimStatus.PASS);
        assertThat(result.keyBits()).isEqualTo(bits);
        DkimResult broken = verify(signed.replace("Dear", "dear"), zone);
        assertThat(broken.wouldBe()).isEqualTo(status == DkimStatus.PASS ? null : DkimStatus.FAIL);
    }

    @Test
    void rsaSha1IsNotMadeUndecidedByMissingDns() {
        String signed = RSA.sign(MESSAGE, TAGS.replace("rsa-sha256", "rsa-sha1"));
        DkimResult result = verify(signed, Zone.of("s1._domainkey.fabrikam.com TXT !TIMEOUT"));
        assertThat(result.status()).isEqualTo(DkimStatus.PERMERROR);
        assertThat(result.wouldBe()).isEqualTo(DkimStatus.TEMPERROR);
        assertThat(result.flags()).containsExactly(DkimFlag.SHA1);
    }

    @Test
    void anEd25519SignatureNeedsAnEd25519Key() {
        Zone zone = Zone.of("s1._domainkey.fabrikam.com TXT " + Signer.ed25519().record());
        assertThat(verify(RSA.sign(MESSAGE, TAGS), zone).reason()).isEqualTo(DkimReason.KEY_ALGORITHM_MISMATCH);
    }

    @Test
    void aMessageWithoutASignatureHasOneResultThatSaysSo() {
        List<DkimResult> results = verify(MESSAGE, ZONE, RECEIVED, true);
        assertThat(results).hasSize(1);
        assertThat(results.get(0).status()).isEqualTo(DkimStatus.NONE);
        assertThat(results.get(0).field()).isEqualTo(-1);
        assertThat(verify("", ZONE, RECEIVED, true)).isEqualTo(results);
    }

    @Test
    void theFailureOfABodySpeaksOfACopyThatIsNotOfTheWire() {
        String changed = RSA.sign(MESSAGE, TAGS).replace("Dear", "dear");
        assertThat(verify(changed, ZONE, RECEIVED, true).get(0).flags()).isEmpty();
        assertThat(verify(changed, ZONE, RECEIVED, false).get(0).flags()).containsExactly(DkimFlag.THIS_COPY);
        DkimResult headerToo =
                verify(changed.replace("bob", "eve"), ZONE, RECEIVED, false).get(0);
        assertThat(headerToo.flags()).isEmpty();
        assertThat(headerToo.status()).isEqualTo(DkimStatus.FAIL);
    }

    @Test
    void bareLineFeedsAreRepairedWhereTheHeaderHasThemAndDataWhereItHasNot() {
        String signed = RSA.sign(MESSAGE, TAGS.replace("relaxed/relaxed", "simple/simple"));
        DkimResult repaired = verify(signed.replace("\r\n", "\n"), ZONE);
        assertThat(repaired.status()).isEqualTo(DkimStatus.PASS);
        assertThat(repaired.flags()).containsExactly(DkimFlag.LINE_ENDINGS_REPAIRED);
        int body = signed.indexOf("\r\n\r\n") + 4;
        DkimResult bodyOnly =
                verify(signed.substring(0, body) + signed.substring(body).replace("\r\n", "\n"), ZONE);
        assertThat(bodyOnly.reason()).isEqualTo(DkimReason.BODY_HASH_MISMATCH);
        String sentWithBareLf = RSA.sign(MESSAGE + "a\nb\rc\n\r\n", TAGS);
        assertThat(verify(sentWithBareLf, ZONE).status()).isEqualTo(DkimStatus.PASS);
    }

    @Test
    void alignedSignaturesComeFirstWhereThereAreTooMany() {
        String many = MESSAGE;
        many = RSA.sign(many, TAGS);
        for (int i = 0; i < 3; i++) {
            many = RSA.sign(many, TAGS.replace("fabrikam", "contoso"));
        }
        Message message = Message.of(Signer.octets(many));
        DkimSettings settings = new DkimSettings(2, CryptoProvider.detect(), Set.of());
        assertThat(Dkim.examine(message, new MessageHashes(message), settings).verify(ZONE, RECEIVED, true))
                .extracting(DkimResult::reason)
                .containsExactly(
                        DkimReason.NO_KEY,
                        DkimReason.NO_KEY,
                        DkimReason.TOO_MANY_SIGNATURES,
                        DkimReason.TOO_MANY_SIGNATURES);
        DkimSettings aligned = settings.withAlignedFirst(Set.of(DomainName.of("mail.fabrikam.com")));
        DkimExamination examination = Dkim.examine(message, new MessageHashes(message), aligned);
        assertThat(examination.questions())
                .containsExactly(
                        Question.txt(DomainName.of("s1._domainkey.fabrikam.com")),
                        Question.txt(DomainName.of("s1._domainkey.contoso.com")));
        assertThat(examination.verify(ZONE, RECEIVED, true))
                .extracting(DkimResult::status)
                .containsExactly(DkimStatus.PERMERROR, DkimStatus.SKIPPED, DkimStatus.SKIPPED, DkimStatus.PASS);
    }

    private static DkimResult verify(String text, Dns dns) {
        return verify(text, dns, RECEIVED, true).get(0);
    }

    private static List<DkimResult> verify(String text, Dns dns, AsOf asOf, boolean wire) {
        Message message = Message.of(Signer.octets(text));
        return Dkim.examine(message, new MessageHashes(message), DkimSettings.of(CryptoProvider.detect()))
                .verify(dns, asOf, wire);
    }
}
