package io.sealstream.mailauth.signature;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.message.Message;
import java.security.Security;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The providers, held against each other. */
class CryptoProviderTest {
    private static final String MESSAGE = "From: a@fabrikam.com\r\nSubject: s\r\n\r\nbody\r\n";

    @Test
    void detectingInstallsNothing() {
        List<String> before =
                List.of(Security.getProviders()).stream().map(Object::toString).toList();
        assertThat(CryptoProvider.detect().name()).isIn("corretto", "jdk");
        assertThat(List.of(Security.getProviders()).stream().map(Object::toString))
                .isEqualTo(before);
    }

    @Test
    void theKeyOfAnAnswerIsDecodedOnceForAProvider() {
        Answer answer =
                Answer.found(List.of(new Rdata.Text(Signer.rsa(2048).record()))).build();
        CryptoProvider provider = CryptoProvider.jdk();
        assertThat(provider.keys(answer)).isSameAs(provider.keys(answer));
    }

    @ParameterizedTest
    @CsvSource({
        "rsa, 512, rsa-sha256", "rsa, 1024, rsa-sha1", "rsa, 1024, rsa-sha256", "rsa, 1536, rsa-sha256",
        "rsa, 2048, rsa-sha256", "rsa, 3072, rsa-sha256", "rsa, 4096, rsa-sha256", "ed25519, 256, ed25519-sha256"
    })
    void allProvidersAgreeOnSignaturesSoundAndDamaged(String type, int bits, String algorithm) {
        CryptoProvider corretto = CryptoProvider.corretto();
        assumeTrue(corretto != null, "the native provider does not load here");
        Signer signer = type.equals("rsa") ? Signer.rsa(bits) : Signer.ed25519();
        SignatureField field = signed(signer, algorithm);
        VerificationKey jdk = key(CryptoProvider.jdk(), signer);
        VerificationKey nativeKey = key(requireNonNull(corretto), signer);
        byte[] data = data(field);
        HashAlgorithm hash = requireNonNull(field.algorithm()).hash();
        assertThat(jdk.verifies(hash, data, data.length, field.signatureData())).isTrue();
        assertThat(nativeKey.verifies(hash, data, data.length, field.signatureData()))
                .isTrue();
        Random random = new Random(bits);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = damaged(field.signatureData(), random);
            assertThat(nativeKey.verifies(hash, data, data.length, damaged))
                    .as(Base64.getEncoder().encodeToString(damaged))
                    .isEqualTo(jdk.verifies(hash, data, data.length, damaged))
                    .isFalse();
        }
    }

    private static byte[] damaged(byte[] signature, Random random) {
        int length = random.nextInt(4) == 0 ? random.nextInt(2 * signature.length) : signature.length;
        byte[] damaged = Arrays.copyOf(signature, length);
        if (length > 0) {
            damaged[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }

    private static VerificationKey key(CryptoProvider provider, Signer signer) {
        return requireNonNull(PublicKeyRecord.parse(signer.record(), provider).key());
    }

    private static SignatureField signed(Signer signer, String algorithm) {
        String text = signer.sign(
                MESSAGE, "v=1; a=" + algorithm + "; c=relaxed/relaxed; d=fabrikam.com; s=s1; h=from:subject");
        return SignatureField.parse(
                SignatureField.Kind.DKIM_SIGNATURE,
                Message.of(Signer.octets(text)).field(0));
    }

    private static byte[] data(SignatureField field) {
        String own = field.field().rawValue();
        return Signer.octets("from:a@fabrikam.com\r\nsubject:s\r\ndkim-signature:"
                + own.substring(0, own.indexOf(" b=") + 3).strip());
    }
}
