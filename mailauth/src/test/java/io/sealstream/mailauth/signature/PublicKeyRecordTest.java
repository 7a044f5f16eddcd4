package io.sealstream.mailauth.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealstream.mailauth.signature.PublicKeyRecord.Defect;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6376 §3.6.1, RFC 8463 §4. */
class PublicKeyRecordTest {
    private static final CryptoProvider PROVIDER = CryptoProvider.detect();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // %R an RSA key of 2048 bits, %E an Ed25519 key
                "v=DKIM1; k=rsa; p=%R | NONE | 2048",
                "p=%R | NONE | 2048",
                "k=rsa; p=%R; v=DKIM1 | NONE | 2048",
                "v=DKIM1;k=ed25519;p=%E; | NONE | 256",
                "v=DKIM1; n=a note; g=x*; p=%R; zzz=1 | NONE | 2048",
                "v=DKIM2; p=%R | VERSION | 0",
                "v=spf1 -all | VERSION | 0",
                "v=DKIM1; p= | REVOKED | 0",
                "v=DKIM1; k=ed25519; p= | REVOKED | 0",
                "v=DKIM1; k=dsa; p=%R | UNKNOWN_TYPE | 0",
                "v=DKIM1; k=rsa | SYNTAX | 0",
                "v=DKIM1; p=%R; p=%R | SYNTAX | 0",
                "v=DKIM1; t; p=%R | SYNTAX | 0",
                "v=DKIM1; p=!!! | SYNTAX | 0",
                "v=DKIM1; p=AAAA | SYNTAX | 0",
                "v=DKIM1; p=%E | SYNTAX | 0",
                "v=DKIM1; k=ed25519; p=%R | SYNTAX | 0",
                "some text | SYNTAX | 0"
            })
    void aRecordHasAKeyOrTellsWhyNot(String text, Defect defect, int bits) {
        PublicKeyRecord record = parse(text);
        assertThat(record.defect()).isEqualTo(defect);
        assertThat(record.bits()).isEqualTo(bits);
        assertThat(record.key() != null).isEqualTo(defect == Defect.NONE);
    }

    @Test
    void anEmptyTextIsNoKey() {
        assertThat(parse("").defect()).isEqualTo(Defect.SYNTAX);
    }

    @ParameterizedTest
    @CsvSource({"1024", "2048", "4096"})
    void aBareRsaPublicKeyIsTakenToo(int bits) {
        assertThat(parse("p=" + Signer.rsa(bits).bareRsaKey()).bits()).isEqualTo(bits);
    }

    @Test
    void whiteSpaceMayStandInTheKey() {
        String key = Signer.rsa(1024).publicKey();
        assertThat(parse("v=DKIM1; p= " + key.substring(0, 40) + "\r\n " + key.substring(40) + " ;")
                        .bits())
                .isEqualTo(1024);
    }

    @ParameterizedTest
    @CsvSource({
        "384, 65537, TOO_SMALL",
        "512, 65537, NONE",
        "8192, 65537, NONE",
        "8193, 65537, TOO_LARGE",
        "16384, 65537, TOO_LARGE"
    })
    void aKeyIsRefusedForItsSizeBeforeAnyArithmetic(int bits, long exponent, Defect defect) {
        assertThat(parse("p=" + key(BigInteger.ONE.shiftLeft(bits - 1).setBit(0), BigInteger.valueOf(exponent)))
                        .defect())
                .isEqualTo(defect);
    }

    @ParameterizedTest
    @CsvSource({"3, NONE", "1, SYNTAX", "2, SYNTAX", "65537, NONE", "8589934591, NONE", "8589934593, SYNTAX"})
    void anExponentIsOddAndHasTwoTo33Bits(long exponent, Defect defect) {
        assertThat(parse("p=" + key(BigInteger.ONE.shiftLeft(2047).setBit(0), BigInteger.valueOf(exponent)))
                        .defect())
                .isEqualTo(defect);
    }

    @Test
    void anEd25519KeyThatIsNoPointIsNone() {
        byte[] noPoint = new byte[32];
        noPoint[0] = 2;
        assertThat(parse("k=ed25519; p=" + Base64.getEncoder().encodeToString(noPoint))
                        .defect())
                .isEqualTo(Defect.SYNTAX);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t=y | true | false | true | true",
                "t=s | false | true | true | true",
                "t=y : s:future | true | true | true | true",
                "s=email | false | false | true | true",
                "s=* | false | false | true | true",
                "s=tlsrpt:email | false | false | true | true",
                "s=tlsrpt | false | false | false | true",
                "h=sha256 | false | false | true | true",
                "h=sha1 : sha256 | false | false | true | true",
                "h=sha1 | false | false | true | false"
            })
    void flagsServicesAndHashesAreRead(String tag, boolean testing, boolean strict, boolean email, boolean sha256) {
        PublicKeyRecord record = parse("v=DKIM1; " + tag + "; p=%R");
        assertThat(record.testing()).isEqualTo(testing);
        assertThat(record.strict()).isEqualTo(strict);
        assertThat(record.email()).isEqualTo(email);
        assertThat(record.allows(HashAlgorithm.SHA256)).isEqualTo(sha256);
    }

    @FuzzTest
    void anyTextIsARecord(byte[] octets) {
        PublicKeyRecord record = parse(new String(octets, StandardCharsets.ISO_8859_1));
        assertThat(record.key() != null).isEqualTo(record.defect() == Defect.NONE);
    }

    @FuzzTest
    void anyDerIsAKeyOrNone(byte[] octets) {
        PublicKeyRecord record = parse("p=" + Base64.getEncoder().encodeToString(octets));
        assertThat(record.bits()).isBetween(0, 8 * octets.length);
    }

    private static String key(BigInteger modulus, BigInteger exponent) {
        byte[] n = der(2, modulus.toByteArray());
        byte[] e = der(2, exponent.toByteArray());
        byte[] both = new byte[n.length + e.length];
        System.arraycopy(n, 0, both, 0, n.length);
        System.arraycopy(e, 0, both, n.length, e.length);
        return Base64.getEncoder().encodeToString(der(0x30, both));
    }

    private static byte[] der(int tag, byte[] content) {
        byte[] element = new byte[content.length + 4];
        element[0] = (byte) tag;
        element[1] = (byte) 0x82;
        element[2] = (byte) (content.length >> 8);
        element[3] = (byte) content.length;
        System.arraycopy(content, 0, element, 4, content.length);
        return element;
    }

    private static PublicKeyRecord parse(String text) {
        return PublicKeyRecord.parse(
                text.replace("%R", Signer.rsa(2048).publicKey())
                        .replace("%E", Signer.ed25519().publicKey()),
                PROVIDER);
    }
}
