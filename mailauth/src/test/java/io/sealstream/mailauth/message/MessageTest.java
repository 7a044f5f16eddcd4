package io.sealstream.mailauth.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 5322 §2.1, §2.2, §4.5. */
class MessageTest {
    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("A: 1\r\nB: 2\r\n\r\nbody\r\n", "A=1|B=2", "body\r\n", LineEndings.CRLF),
                Arguments.of("A: 1\nB: 2\n\nbody\n", "A=1|B=2", "body\n", LineEndings.LF),
                Arguments.of("A: 1\r\nB: 2\n\r\nbody", "A=1|B=2", "body", LineEndings.MIXED),
                Arguments.of("A: 1\r\n\tfolded\r\n  twice\r\n\r\n", "A=1\tfolded  twice", "", LineEndings.CRLF),
                Arguments.of("A : obsolete\r\n\r\nx", "A=obsolete", "x", LineEndings.CRLF),
                Arguments.of(
                        "A:1\r\nnot a field\r\nB:2\r\n\r\nx", "A=1", "not a field\r\nB:2\r\n\r\nx", LineEndings.CRLF),
                Arguments.of("From x@y Thu Jan  1 00:00:00 1970\nA: 1\n\nx", "A=1", "x", LineEndings.LF),
                Arguments.of("A: 1\r\nB: 2", "A=1|B=2", "", LineEndings.CRLF),
                Arguments.of("A: 1\r\n \r\n\r\nx", "A=1", "x", LineEndings.CRLF),
                Arguments.of("\r\nonly a body", "", "only a body", LineEndings.CRLF),
                Arguments.of("", "", "", LineEndings.CRLF),
                Arguments.of(
                        " starts with a fold\r\nA: 1\r\n\r\n",
                        "",
                        " starts with a fold\r\nA: 1\r\n\r\n",
                        LineEndings.CRLF),
                Arguments.of("A: a\rb\r\n\r\nx", "A=a\rb", "x", LineEndings.CRLF),
                Arguments.of("A: \u00e9\u0000\r\n\r\nx", "A=\u00e9\u0000", "x", LineEndings.CRLF),
                Arguments.of(": no name\r\n\r\nx", "", ": no name\r\n\r\nx", LineEndings.CRLF));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void indexesFieldsAndBody(String text, String fields, String body, LineEndings endings) {
        Message message = Message.of(text.getBytes(StandardCharsets.UTF_8));
        String found = IntStream.range(0, message.fieldCount())
                .mapToObj(message::field)
                .map(f -> f.name() + "=" + f.value())
                .collect(Collectors.joining("|"));
        assertThat(found).isEqualTo(fields);
        assertThat(new String(
                        message.bytes(),
                        message.bodyStart(),
                        message.size() - message.bodyStart(),
                        StandardCharsets.UTF_8))
                .isEqualTo(body);
        assertThat(message.lineEndings()).isEqualTo(endings);
    }

    @Test
    void namesCompareWithoutCase() {
        Message message = Message.of(
                "dkim-SIGNATURE: a\r\nSubject: b\r\nDKIM-Signature: c\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(message.fields("dkim-signature"))
                .extracting(HeaderField::value)
                .containsExactly("a", "c");
        assertThat(message.first("subject").orElseThrow().index()).isEqualTo(1);
        assertThat(message.first("to")).isEmpty();
    }

    @Test
    void fieldsBeyondTheLimitAreLeftOut() {
        byte[] bytes = "A: 1\r\n".repeat(Message.MAX_FIELDS).getBytes(StandardCharsets.US_ASCII);
        assertThat(Message.of(bytes).truncated()).isFalse();
        byte[] more = ("A: 1\r\n".repeat(Message.MAX_FIELDS) + "B: 2\r\n folded\r\n\r\nbody")
                .getBytes(StandardCharsets.US_ASCII);
        Message message = Message.of(more);
        assertThat(message.truncated()).isTrue();
        assertThat(message.fieldCount()).isEqualTo(Message.MAX_FIELDS);
        assertThat(message.field(Message.MAX_FIELDS - 1).value()).isEqualTo("1");
        assertThat(message.size() - message.bodyStart()).isEqualTo(4);
    }

    @Test
    void anyOctetsAreAMessage() {
        Random random = new Random(11);
        byte[] alphabet = "AB:: \t\r\n\r\n\u0000\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = alphabet[random.nextInt(alphabet.length)];
            }
            Message message = Message.of(bytes);
            assertThat(message.bodyStart()).isBetween(0, bytes.length);
            for (int f = 0; f < message.fieldCount(); f++) {
                HeaderField field = message.field(f);
                assertThat(field.start()).isLessThan(field.nameEnd());
                assertThat(field.nameEnd()).isLessThan(field.valueStart());
                assertThat(field.valueStart()).isLessThanOrEqualTo(field.end());
                assertThat(field.end()).isLessThanOrEqualTo(message.bodyStart());
            }
        }
    }
}
