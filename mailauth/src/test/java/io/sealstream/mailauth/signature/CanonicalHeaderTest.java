package io.sealstream.mailauth.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6376 §3.4.1, §3.4.2. */
class CanonicalHeaderTest {
    private static final String[] PIECES = {
        " ", "  ", "\t", "\r\n ", "\r\n\t", "\n ", "\r", ":", ";", "word", "a", "\u00e4", "\0", "\r\n \r\n ", "b=x"
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // RFC 6376 §3.4.5; ~ is CRLF, _ is space, > is tab, N a bare LF
                "A:_X~ | A:_X~ | a:X~",
                "B_:_Y>~>Z__~ | B_:_Y>~>Z__~ | b:Y_Z~",
                "Subject:~_ | Subject:~_~ | subject:~",
                "To:_aN_b | To:_a~_b~ | to:a_b~",
                "X:_aRb | X:_aRb~ | x:aRb~"
            })
    void theExamplesComeOutAsTheRfcHasThem(String field, String simple, String relaxed) {
        assertThat(canonical(Canonicalization.SIMPLE, spelled(field))).isEqualTo(spelled(simple));
        assertThat(canonical(Canonicalization.RELAXED, spelled(field))).isEqualTo(spelled(relaxed));
    }

    @Test
    void randomFieldsComeOutAsByTheLiteralReading() {
        Random random = new Random(20260504);
        for (int i = 0; i < 40_000; i++) {
            StringBuilder field = new StringBuilder("Subject").append(random.nextBoolean() ? ":" : " \t:");
            for (int k = random.nextInt(12); k > 0; k--) {
                field.append(PIECES[random.nextInt(PIECES.length)]);
            }
            holdAgainstTheRfc(field.toString());
        }
    }

    @FuzzTest
    void anyFieldComesOutAsByTheLiteralReading(byte[] octets) {
        String value = new String(octets, 0, Math.min(octets.length, 4096), StandardCharsets.ISO_8859_1);
        holdAgainstTheRfc("X-Any: " + value);
    }

    private static void holdAgainstTheRfc(String text) {
        Message message = Message.of(Signer.octets(text));
        if (message.fieldCount() == 0) {
            return;
        }
        HeaderField field = message.field(0);
        String asIndexed =
                new String(field.bytes(), field.start(), field.end() - field.start(), StandardCharsets.ISO_8859_1);
        for (Canonicalization canonicalization : Canonicalization.values()) {
            assertThat(canonical(canonicalization, text))
                    .as("%s of %s", canonicalization, asIndexed)
                    .isEqualTo(LiteralCanonicalization.field(canonicalization, asIndexed) + "\r\n");
        }
    }

    @Test
    void namesThatWereMadeToCollideAreRefused() {
        StringBuilder header = new StringBuilder();
        for (int i = 0; i < 1 << 8; i++) { // Ab and BC have the same polynomial hash
            for (int bit = 0; bit < 8; bit++) {
                header.append((i >> bit & 1) == 0 ? "b~" : "c_");
            }
            header.append(": x\r\n");
        }
        assertThat(new MessageHashes(Message.of(Signer.octets(header.toString()))).refusesHeader())
                .isTrue();
        String distinct =
                IntStream.range(0, 10_000).mapToObj(i -> "X-" + i + ": x\r\n").collect(Collectors.joining());
        assertThat(new MessageHashes(Message.of(Signer.octets(distinct))).refusesHeader())
                .isFalse();
    }

    @Test
    void aHeaderOneOctetAboveTheLimitIsRefused() {
        String most = "X: " + "a".repeat(MessageHashes.MAX_HEADER_OCTETS - 7) + "\r\n\r\n";
        assertThat(new MessageHashes(Message.of(Signer.octets(most))).refusesHeader())
                .isFalse();
        assertThat(new MessageHashes(Message.of(Signer.octets("X" + most))).refusesHeader())
                .isTrue();
        String fields = "X: y\r\n".repeat(Message.MAX_FIELDS);
        assertThat(new MessageHashes(Message.of(Signer.octets(fields))).refusesHeader())
                .isFalse();
        assertThat(new MessageHashes(Message.of(Signer.octets(fields + "X: y\r\n"))).refusesHeader())
                .isTrue();
    }

    private static String canonical(Canonicalization canonicalization, String text) {
        CanonicalHeader header = new CanonicalHeader();
        header.add(canonicalization, Message.of(Signer.octets(text)).field(0));
        return new String(header.octets(), 0, header.length(), StandardCharsets.ISO_8859_1);
    }

    private static String spelled(String text) {
        return text.replace("~", "\r\n")
                .replace('_', ' ')
                .replace('>', '\t')
                .replace('N', '\n')
                .replace('R', '\r');
    }
}
