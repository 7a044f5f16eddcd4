package io.sealstream.mailauth.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.Signer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that were seen at another time than the message's receipt, or whose private half became public. */
class DkimObservationTest {
    private static final Instant RECEIPT = Instant.parse("2026-05-04T10:00:00Z");
    private static final String SIGNED = Signer.rsa(2048)
            .sign(
                    "From: a@fabrikam.com\r\n\r\nbody\r\n",
                    "v=1; a=rsa-sha256; c=relaxed/relaxed; d=fabrikam.com; s=s1; h=from");

    /** The key was seen from day {@code first} to day {@code last} after the receipt; %G verifies, %B does not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%G | -30 | 30 | PASS | VERIFIED | '' | 0",
                "%G | 7 | 7 | PASS | VERIFIED | '' | 0",
                "%G | 8 | 8 | PASS | VERIFIED | KEY_OBSERVED_LATER | 8",
                "%G | -400 | -100 | PASS | VERIFIED | KEY_OBSERVED_EARLIER | 100",
                "%B | -30 | 30 | FAIL | SIGNATURE_MISMATCH | '' | 0",
                "%B | 8 | 8 | UNVERIFIABLE | KEY_NOT_OBSERVED | '' | 8",
                "%B | -400 | -100 | UNVERIFIABLE | KEY_NOT_OBSERVED | '' | 100",
                "p= | -30 | 30 | PERMERROR | KEY_REVOKED | '' | 0",
                "p= | 100 | 100 | UNVERIFIABLE | KEY_NOT_OBSERVED | '' | 100",
                "rubbish | 100 | 100 | UNVERIFIABLE | KEY_NOT_OBSERVED | '' | 100"
            })
    void aKeySeenAtAnotherTimeProvesAPassAndNothingElse(
            String record, int first, int last, DkimStatus status, DkimReason reason, String flag, int gapInDays) {
        Observation seen = Observation.between(day(first), day(last));
        DkimResult result = verify(answer(record, seen), AsOf.of(RECEIPT));
        assertThat(result.status()).as(result.toString()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.flags()).hasToString("[" + flag + "]");
        assertThat(result.keyGap()).isEqualTo(Duration.ofDays(gapInDays));
    }

    /** RFC 6376 §3.6.2.1: the selector of a hosted sender is an alias; the resolver has followed it. */
    @Test
    void aKeyBehindAnAliasIsTheKey() {
        Answer aliased = answer("%G", Observation.ALWAYS).toBuilder()
                .cnames(List.of(DomainName.of("s1-fabrikam-com._domainkey.fabrikam.onmicrosoft.com")))
                .build();
        assertThat(verify(aliased, AsOf.of(RECEIPT)).status()).isEqualTo(DkimStatus.PASS);
    }

    @Test
    void anAbsenceSeenAtAnotherTimeProvesNothing() {
        Answer then = Answer.noSuchDomain().seenAt(RECEIPT).build();
        assertThat(verify(then, AsOf.of(RECEIPT)).reason()).isEqualTo(DkimReason.NO_KEY);
        Answer later = Answer.noSuchDomain().seenAt(day(100)).build();
        assertThat(verify(later, AsOf.of(RECEIPT)).status()).isEqualTo(DkimStatus.UNVERIFIABLE);
        Answer always = Answer.noData().build();
        assertThat(verify(always, AsOf.UNKNOWN).reason()).isEqualTo(DkimReason.NO_KEY);
    }

    @Test
    void whereTheReceiptIsUnknownADatedKeyProvesAPassAndNothingElse() {
        Observation seen = Observation.at(day(0));
        assertThat(verify(answer("%G", seen), AsOf.UNKNOWN).status()).isEqualTo(DkimStatus.PASS);
        assertThat(verify(answer("%B", seen), AsOf.UNKNOWN).status()).isEqualTo(DkimStatus.UNVERIFIABLE);
        assertThat(verify(Answer.notObserved(), AsOf.UNKNOWN).reason()).isEqualTo(DkimReason.KEY_NOT_OBSERVED);
    }

    @ParameterizedTest
    @CsvSource({"1, true, PASS", "0, true, UNVERIFIABLE", "-1, true, UNVERIFIABLE", "1, false, UNVERIFIABLE"})
    void aPassProvesNothingOnceThePrivateKeyIsPublic(
            int compromisedAfterDays, boolean receiptKnown, DkimStatus status) {
        Observation seen = new Observation(null, null, day(compromisedAfterDays));
        DkimResult result = verify(answer("%G", seen), receiptKnown ? AsOf.of(RECEIPT) : AsOf.UNKNOWN);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.reason())
                .isEqualTo(status == DkimStatus.PASS ? DkimReason.VERIFIED : DkimReason.KEY_COMPROMISED);
        assertThat(verify(answer("%B", seen), AsOf.of(RECEIPT)).status()).isEqualTo(DkimStatus.FAIL);
    }

    /** Of two keys at a selector one is public: what the other has signed is proven all the same. */
    @ParameterizedTest
    @CsvSource({"%G, UNVERIFIABLE", "%B, PASS"})
    void aKeyIsCompromisedByItself(String publicKey, DkimStatus status) {
        String good = text("%G");
        String other = text("%B");
        Observation seen = new Observation(null, null, day(-1), Map.of(text(publicKey), day(-1)));
        for (List<Rdata> order : List.of(
                List.<Rdata>of(new Rdata.Text(good), new Rdata.Text(other)),
                List.<Rdata>of(new Rdata.Text(other), new Rdata.Text(good)))) {
            Answer both = Answer.found(order).observation(seen).build();
            assertThat(verify(both, AsOf.of(RECEIPT)).status()).isEqualTo(status);
        }
    }

    private static String text(String record) {
        return answer(record, null).texts().get(0);
    }

    private static Instant day(int number) {
        return RECEIPT.plus(Duration.ofDays(number));
    }

    private static Answer answer(String record, @Nullable Observation seen) {
        String text = record.replace("%G", Signer.rsa(2048).record())
                .replace("%B", Signer.otherRsa(2048).record());
        return Answer.found(List.of(new Rdata.Text(text)))
                .observation(seen == null ? Observation.ALWAYS : seen)
                .build();
    }

    private static DkimResult verify(Answer answer, AsOf asOf) {
        Message message = Message.of(Signer.octets(SIGNED));
        return Dkim.examine(message, new MessageHashes(message), DkimSettings.of(CryptoProvider.detect()))
                .verify(q -> answer, asOf, true)
                .get(0);
    }
}
