package io.sealstream.mailauth.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.diagnosis.Repair.Proof;
import io.sealstream.mailauth.dkim.Dkim;
import io.sealstream.mailauth.dkim.DkimExamination;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimSettings;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Zone;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.Signer;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What intermediaries do to signed mail, undone and proven. */
class BreakDiagnosisTest {
    private static final Zone ZONE =
            Zone.of("s1._domainkey.fabrikam.com TXT " + Signer.rsa(1024).record());
    private static final String TAGS =
            "v=1; a=rsa-sha256; c=simple/simple; d=fabrikam.com; s=s1; h=from:subject:to:reply-to"
                    + "; z=From:a@fabrikam.com|To:=20bob@contoso.com";
    private static final String SOUND = Signer.rsa(1024).sign("""
                    From: a@fabrikam.com\r
                    Subject: Re: minutes\r
                    To: bob@contoso.com\r
                    \r
                    --b\r
                    Content-Type: text/plain\r
                    \r
                    Hello,\r
                    \r
                    From now on we meet at nine.\r
                    -- \r
                    Ann\r
                    --b--\r
                    """, TAGS);

    /** ~ is CRLF. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--b--~ | --b--~____~list mailing list~list@lists.test~ | footer_appended 42 : ____/list mailing list/list@lists.test",
                "~--b--~ | ~--b~Content-Type: text/plain~~a footer~--b--~ | footer_appended 43 : --b/Content-Type: text/plain//a footer",
                "~~--b~ | ~~CAUTION: external~~--b~ | banner_inserted 21 : CAUTION: external",
                "~~Hello | ~~CAUTION: external~~Hello | banner_inserted 21 : CAUTION: external",
                "~From now | ~>From now | from_quoted",
                "~-- ~ | ~--~ | signature_separator_changed",
                "Subject: Re: minutes | Subject: [list] Re: minutes | subject_prefix_added Subject 6 : [list]",
                "Subject: Re: minutes | Subject: Re: [list] minutes | subject_prefix_added Subject 6 : [list]",
                "Subject: Re: minutes | Subject: EXTERNAL: Re: minutes | subject_prefix_added Subject 9 : EXTERNAL:",
                "~To: bob@contoso.com~ | ~To: <bob@contoso.com>~ | field_rewritten To from bob@contoso.com : <bob@contoso.com>",
                "~To: bob | ~Reply-To: list@lists.test~To: bob | field_added Reply-To 16 : list@lists.test"
            })
    void aBreakIsNamedWithTheChangeAndStaysAFail(String from, String to, String finding) {
        String changed = SOUND.replace(from.replace("~", "\r\n"), to.replace("~", "\r\n"));
        assertThat(changed).isNotEqualTo(SOUND);
        DkimResult result = diagnose(changed);
        assertThat(result.status()).isEqualTo(DkimStatus.FAIL);
        assertThat(told(result)).isEqualTo(finding);
    }

    /** What a relay without 8BITMIME, a mail store, or a filter that rewrites HTML makes of the body. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "caf\u00e9 = 1~ | caf=E9 =3D 1~ | transfer_encoding_changed from 8bit : quoted-printable",
                "a long line~ | a long=~ line~ | transfer_encoding_changed from 8bit : quoted-printable",
                "text~ | dGV4dA0K~ | transfer_encoding_changed from 8bit : base64",
                "dGV4dA0K~ | text~ | transfer_encoding_changed from base64",
                "<html><body>Hi</body></html>~ | <html><body><div><b>External</b></div>Hi</body></html>~ | html_banner_inserted 26 : <div><b>External</b></div>"
            })
    void aBodyThatWasRewrittenIsNamed(String before, String after, String finding) {
        String signed = Signer.rsa(1024)
                .sign(
                        "From: a@fabrikam.com\r\n\r\n" + before.replace("~", "\r\n"),
                        "v=1; a=rsa-sha256; c=relaxed/simple; d=fabrikam.com; s=s1; h=from");
        String changed = signed.replace(before.replace("~", "\r\n"), after.replace("~", "\r\n"));
        assertThat(changed).isNotEqualTo(signed);
        assertThat(told(diagnose(changed))).isEqualTo(finding);
    }

    /** ~ is CRLF, > is tab, _ is space. */
    @ParameterizedTest
    @CsvSource({"a~_folded, a~>folded", "a~>folded, a~_folded", "a_folded, a~_folded"})
    void aHeaderThatWasFoldedAnewIsNamed(String before, String after) {
        String signed = Signer.rsa(1024)
                .sign(
                        "From: a@fabrikam.com\r\nSubject: " + spelled(before) + "\r\n\r\nx\r\n",
                        "v=1; a=rsa-sha256; c=simple/simple; d=fabrikam.com; s=s1; h=from:subject");
        String changed = signed.replace(spelled(before), spelled(after));
        assertThat(changed).isNotEqualTo(signed);
        assertThat(told(diagnose(changed))).isEqualTo("header_refolded");
    }

    private static String spelled(String text) {
        return text.replace("~", "\r\n").replace('>', '\t').replace('_', ' ');
    }

    @Test
    void anEncodingThatWasChangedIsNamedInBodyAndHeader() {
        String signed = Signer.rsa(1024)
                .sign(
                        "From: a@fabrikam.com\r\nContent-Transfer-Encoding: 8bit\r\n\r\ncaf\u00e9\r\n",
                        "v=1; a=rsa-sha256; c=relaxed/relaxed; d=fabrikam.com; s=s1; h=from:content-transfer-encoding");
        String changed = signed.replace("8bit", "quoted-printable").replace("\u00e9", "=E9");
        assertThat(told(diagnose(changed)))
                .isEqualTo("transfer_encoding_changed from 8bit : quoted-printable; "
                        + "transfer_encoding_changed Content-Transfer-Encoding from 8bit : quoted-printable");
    }

    @Test
    void fieldsThatTheSignerCopiedAreShownAsTheyWere() {
        String signed = Signer.rsa(1024)
                .sign(
                        "From: a@fabrikam.com\r\nTo: bob@contoso.com\r\n\r\nx\r\n",
                        "v=1; a=rsa-sha256; c=relaxed/relaxed; d=fabrikam.com; s=s1; h=from:to; z=From:a@fabrikam.com|To:bob@contoso.com");
        int to = signed.lastIndexOf("bob@contoso.com");
        String redacted = signed.substring(0, to) + "undisclosed" + signed.substring(to + 15);
        assertThat(told(diagnose(redacted))).isEqualTo("field_rewritten To from bob@contoso.com : undisclosed");
    }

    @Test
    void aFooterAndASubjectTagAreProvenEachByItsOwnWitness() {
        String changed = SOUND.replace("Subject: ", "Subject: [list] ") + "--\r\nlist\r\n";
        DkimResult result = diagnose(changed);
        assertThat(told(result)).isEqualTo("footer_appended 10 : --/list; subject_prefix_added Subject 6 : [list]");
        assertThat(result.repaired()).extracting(Repair::proof).containsExactly(Proof.BODY_HASH, Proof.SIGNATURE);
    }

    @Test
    void aSoundSignatureIsNotDiagnosed() {
        assertThat(diagnose(SOUND).repaired()).isEmpty();
    }

    /** Words of the message itself are replaced: nothing that is undone can prove that. */
    @Test
    void noRepairIsClaimedForAChangeThatNoneUndoes() {
        Random random = new Random(20260504);
        int body = SOUND.indexOf("Hello");
        int end = SOUND.indexOf("nine");
        for (int i = 0; i < 200; i++) {
            int at = body + random.nextInt(end - body);
            char other = (char) ('A' + random.nextInt(26));
            if (SOUND.charAt(at) != other && SOUND.charAt(at) > ' ') {
                String changed = SOUND.substring(0, at) + other + SOUND.substring(at + 1);
                assertThat(diagnose(changed).repaired()).as(changed).isEmpty();
            }
        }
    }

    @Test
    void withoutABudgetNothingIsHashed() {
        Message message = Message.of(Signer.octets(SOUND + "footer\r\n"));
        DkimExamination examination = examine(message);
        var results = examination.verify(ZONE, AsOf.UNKNOWN, true);
        assertThat(examination.diagnose(results, ZONE, Effort.ofNanos(0))).isEqualTo(results);
    }

    private static DkimResult diagnose(String text) {
        DkimExamination examination = examine(Message.of(Signer.octets(text)));
        return examination
                .diagnose(examination.verify(ZONE, AsOf.UNKNOWN, true), ZONE, Effort.ofNanos(Effort.DEFAULT_NANOS))
                .get(0);
    }

    /** Kind, field, octets, what was before, and what is after the colon; lines with slashes. */
    private static String told(DkimResult result) {
        return result.repaired().stream()
                .map(repair -> repair.kind().name().toLowerCase(Locale.ROOT)
                        + (repair.field() == null ? "" : " " + repair.field())
                        + (repair.octets() == 0 ? "" : " " + repair.octets())
                        + (repair.before() == null ? "" : " from " + repair.before())
                        + (repair.after() == null ? "" : " : " + repair.after().replace('\n', '/')))
                .collect(Collectors.joining("; "));
    }

    private static DkimExamination examine(Message message) {
        return Dkim.examine(message, new MessageHashes(message), DkimSettings.of(CryptoProvider.detect()));
    }
}
