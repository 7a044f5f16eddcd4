package io.sealstream.mailauth.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Consultation;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Unanswered;
import io.sealstream.mailauth.dns.Zone;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.CountingCrypto;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.Signer;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a hostile message or key may cost. */
class DkimCostTest {
    private static final AsOf RECEIVED = AsOf.of(Instant.ofEpochSecond(1_777_888_800));
    private static final String MESSAGE = "From: a@fabrikam.com\r\nSubject: s\r\n\r\nbody\r\n";
    private static final String TAGS = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=fabrikam.com; s=s1; h=from:subject";
    private static final String SIGNED = Signer.rsa(2048).sign(MESSAGE, TAGS);

    private final CountingCrypto crypto = new CountingCrypto();

    @Test
    void aThousandSignaturesCostNoMoreThanTen() {
        String field = SIGNED.substring(0, SIGNED.length() - MESSAGE.length());
        List<DkimResult> results = examine(field.repeat(1000) + MESSAGE)
                .verify(new Consultation(zone(Signer.rsa(2048).record())), RECEIVED, true);
        assertThat(crypto.verified()).isEqualTo(10);
        assertThat(crypto.decoded()).isEqualTo(1);
        assertThat(results).hasSize(1000);
        assertThat(results).filteredOn(r -> r.status() == DkimStatus.PASS).hasSize(10);
        assertThat(results)
                .filteredOn(r -> r.reason() == DkimReason.TOO_MANY_SIGNATURES)
                .hasSize(990);
        assertThat(examine(field.repeat(1001) + MESSAGE).verify(zone("p="), RECEIVED, true))
                .hasSize(Dkim.MAX_FIELDS);
    }

    @Test
    void aKeyOf16384BitsCostsARefusal() {
        byte[] modulus = BigInteger.ONE.shiftLeft(16383).setBit(0).toByteArray();
        byte[] der = new byte[modulus.length + 13];
        byte[] head = {
            0x30,
            (byte) 0x82,
            (byte) ((der.length - 4) >> 8),
            (byte) (der.length - 4),
            2,
            (byte) 0x82,
            (byte) (modulus.length >> 8),
            (byte) modulus.length
        };
        System.arraycopy(head, 0, der, 0, 8);
        System.arraycopy(modulus, 0, der, 8, modulus.length);
        System.arraycopy(new byte[] {2, 3, 1, 0, 1}, 0, der, der.length - 5, 5);
        Zone zone = zone("v=DKIM1; p=" + Base64.getEncoder().encodeToString(der));
        DkimResult result = examine(SIGNED).verify(zone, RECEIVED, true).get(0);
        assertThat(result.reason()).isEqualTo(DkimReason.KEY_TOO_LARGE);
        assertThat(result.status()).isEqualTo(DkimStatus.POLICY);
        assertThat(result.keyBits()).isEqualTo(16384);
        assertThat(crypto.decoded() + crypto.verified()).isZero();
    }

    @Test
    void ofManyKeysAtASelectorEightAreTried() {
        String[] records = new String[50];
        Arrays.fill(records, Signer.otherRsa(2048).record());
        assertThat(examine(SIGNED).verify(zone(records), RECEIVED, true).get(0).reason())
                .isEqualTo(DkimReason.SIGNATURE_MISMATCH);
        assertThat(crypto.verified()).isEqualTo(8);
    }

    @Test
    void aSecondRunComputesNothing() {
        DkimExamination examination = examine(SIGNED);
        Zone zone = zone(Signer.rsa(2048).record());
        Consultation sameAnswers = new Consultation(zone);
        assertThatThrownBy(() -> examination.verify(
                        q -> {
                            throw new Unanswered(q);
                        },
                        RECEIVED,
                        true))
                .isInstanceOf(Unanswered.class);
        examination.hash();
        List<DkimResult> first = examination.verify(sameAnswers, RECEIVED, true);
        List<DkimResult> second = examination.verify(sameAnswers, RECEIVED, true);
        assertThat(first).isEqualTo(second);
        assertThat(first.get(0).status()).isEqualTo(DkimStatus.PASS);
        assertThat(crypto.verified()).isEqualTo(1);
    }

    @Test
    void aHeaderThatIsTooLargeIsNotHashed() {
        String huge = "X-Huge: " + "a".repeat(5 << 20) + "\r\n" + MESSAGE;
        String signed = Signer.rsa(2048).sign(MESSAGE, TAGS + ":x-huge");
        String field = signed.substring(0, signed.length() - MESSAGE.length());
        DkimResult result = examine(field + huge)
                .verify(zone(Signer.rsa(2048).record()), RECEIVED, true)
                .get(0);
        assertThat(result.reason()).isEqualTo(DkimReason.HEADER_TOO_LARGE);
        assertThat(result.status()).isEqualTo(DkimStatus.PERMERROR);
        assertThat(crypto.verified()).isZero();
    }

    private DkimExamination examine(String text) {
        Message message = Message.of(Signer.octets(text));
        return Dkim.examine(message, new MessageHashes(message), DkimSettings.of(crypto));
    }

    private static Zone zone(String... records) {
        Zone zone = Zone.of();
        for (String record : records) {
            zone.add(Question.txt(DomainName.of("s1._domainkey.fabrikam.com")), record);
        }
        return zone;
    }
}
