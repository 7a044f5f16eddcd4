package io.sealstream.mailauth.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6376 §3.4.3, §3.4.4, §3.7 ({@code l=}). */
class BodyCanonicalizerTest {
    private static final String[] PIECES = {
        " ",
        "  ",
        "\t",
        " \t",
        "\r\n",
        "\r\n\r\n",
        " \r\n",
        "\r",
        "\n",
        "\r\r\n",
        "a",
        "word",
        "\0",
        "\u00ff",
        "\u0001",
        "0123456789abcdef",
        "=20",
        " x",
        "\u00a0"
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // RFC 6376 §3.4.5 and its neighbourhood; ~ is CRLF, _ is space, > is tab
                "_C_~D_>_E~~~ | _C_~D_>_E~ | _C~D_E~",
                "'' | ~ | ''",
                "~ | ~ | ''",
                "~~~ | ~ | ''",
                "_>~_~ | _>~_~ | ''",
                "a | a~ | a~",
                "a_ | a_~ | a~",
                "a~_ | a~_~ | a~",
                "_ | _~ | ''",
                "~~a | ~~a~ | ~~a~",
                "a>b | a>b~ | a_b~",
                "a~~b~~ | a~~b~ | a~~b~",
                ">a__b_> | >a__b_>~ | _a_b~"
            })
    void theExamplesComeOutAsTheRfcHasThem(String body, String simple, String relaxed) {
        assertThat(canonical(Canonicalization.SIMPLE, spelled(body), false)).isEqualTo(spelled(simple));
        assertThat(canonical(Canonicalization.RELAXED, spelled(body), false)).isEqualTo(spelled(relaxed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // N is a bare LF, R a bare CR
                "aNbN | aNbN~ | aNbN~ | a~b~ | a~b~",
                "aN~N | aN~N~ | aN~N~ | a~ | a~",
                "aRb_R | aRb_R~ | aRb_R~ | aRb_R~ | aRb_R~",
                "a_Nb | a_Nb~ | a_Nb~ | a_~b~ | a~b~",
                "aR~b | aR~b~ | aR~b~ | aR~b~ | aR~b~"
            })
    void aBareLfIsDataUnlessItIsRepairedAndABareCrAlwaysIs(
            String body, String simple, String relaxed, String repairedSimple, String repairedRelaxed) {
        assertThat(canonical(Canonicalization.SIMPLE, spelled(body), false)).isEqualTo(spelled(simple));
        assertThat(canonical(Canonicalization.RELAXED, spelled(body), false)).isEqualTo(spelled(relaxed));
        assertThat(canonical(Canonicalization.SIMPLE, spelled(body), true)).isEqualTo(spelled(repairedSimple));
        assertThat(canonical(Canonicalization.RELAXED, spelled(body), true)).isEqualTo(spelled(repairedRelaxed));
    }

    @ParameterizedTest
    @EnumSource
    void randomBodiesComeOutAsByTheLiteralReading(Canonicalization canonicalization) {
        Random random = new Random(20260504);
        for (int i = 0; i < 40_000; i++) {
            holdAgainstTheRfc(canonicalization, randomBody(random), random.nextBoolean());
        }
    }

    @Test
    void cleanMailIsHandedOnAsOneSpan() {
        String body = "0123456789 abcdefghij klmnopqrst\r\n".repeat(1000);
        int[] spans = {0};
        byte[] bytes = Signer.octets(body);
        for (Canonicalization canonicalization : Canonicalization.values()) {
            spans[0] = 0;
            BodyCanonicalizer.canonicalize(canonicalization, bytes, 0, bytes.length, false, (b, from, n) -> spans[0]++);
            assertThat(spans[0]).as(canonicalization.word()).isEqualTo(2); // the body, and the CRLF of its last line
        }
    }

    @Test
    void everyLimitIsHashedInOnePass() throws NoSuchAlgorithmException {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            String body = randomBody(random).repeat(1 + random.nextInt(40));
            String canonical = LiteralCanonicalization.body(Canonicalization.RELAXED, body, false);
            long[] limits = random.longs(5, 0, canonical.length() + 10L)
                    .distinct()
                    .sorted()
                    .toArray();
            BodyDigest digest = new BodyDigest(HashAlgorithm.SHA256, limits);
            byte[] bytes = Signer.octets(body);
            BodyCanonicalizer.canonicalize(Canonicalization.RELAXED, bytes, 0, bytes.length, false, digest);
            assertThat(digest.finish()).isEqualTo(sha256(canonical));
            for (int k = 0; k < limits.length; k++) {
                boolean enough = limits[k] <= canonical.length();
                assertThat(digest.atLimit(k))
                        .isEqualTo(enough ? sha256(canonical.substring(0, (int) limits[k])) : null);
            }
        }
    }

    @FuzzTest
    void anyBodyComesOutAsByTheLiteralReading(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 4096), StandardCharsets.ISO_8859_1);
        for (Canonicalization canonicalization : Canonicalization.values()) {
            holdAgainstTheRfc(canonicalization, text, false);
            holdAgainstTheRfc(canonicalization, text, true);
        }
    }

    private static void holdAgainstTheRfc(Canonicalization canonicalization, String body, boolean repair) {
        assertThat(canonical(canonicalization, body, repair))
                .as("%s of %s, repair %s", canonicalization, body, repair)
                .isEqualTo(LiteralCanonicalization.body(canonicalization, body, repair));
    }

    private static String randomBody(Random random) {
        StringBuilder body = new StringBuilder();
        for (int i = random.nextInt(24); i > 0; i--) {
            body.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return body.toString();
    }

    /** The body stands behind a header's last LF, and before nothing or something that is not part of it. */
    private static String canonical(Canonicalization canonicalization, String body, boolean repair) {
        byte[] bytes = Signer.octets("h:\r\n\r\n" + body);
        byte[] followed = Signer.octets("h:\r\n\r\n" + body + "\r\n \t  ");
        int end = bytes.length;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BodyCanonicalizer.canonicalize(canonicalization, bytes, 6, end, repair, out::write);
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        BodyCanonicalizer.canonicalize(canonicalization, followed, 6, end, repair, again::write);
        assertThat(again.toByteArray()).isEqualTo(out.toByteArray());
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] sha256(String text) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(Signer.octets(text));
    }

    private static String spelled(String text) {
        return text.replace("~", "\r\n")
                .replace('_', ' ')
                .replace('>', '\t')
                .replace('N', '\n')
                .replace('R', '\r');
    }
}
