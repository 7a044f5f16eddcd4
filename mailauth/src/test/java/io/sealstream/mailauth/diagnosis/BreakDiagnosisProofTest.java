package io.sealstream.mailauth.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.signature.Signer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Nothing is claimed without a proof: {@link Diagnosed} holds what is claimed against hash and signature anew. */
class BreakDiagnosisProofTest {
    private static final Signer SIGNER = Signer.rsa(1024);
    private static final String[] SPLINTERS = {
        "\r\n", "\n", "\r", "--=_b\r\n", "--=_b--\r\n", "Content-Type: text/html\r\n\r\n", "=3D", "=\r\n", ">From ",
                "<body>",
        "</body>", "Subject: [a] b\r\n", "Reply-To: <x@y.test>\r\n", "To: z@y.test\r\n", " ", "\t", ".", "[x] ",
                "\u00c3", "="
    };

    /** A claim about damage at random is rare, and each one has its proof. */
    @Test
    void randomDamageIsNamedOnlyWithProof() {
        Random random = new Random(20260504);
        List<String> messages = BreakDiagnosisKindsTest.signed().toList();
        int claimed = 0;
        for (int i = 0; i < 250; i++) {
            String message = messages.get(i % messages.size());
            int signature = message.indexOf("\r\n") + 2;
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                int at = signature + random.nextInt(message.length() - signature);
                message = damaged(message, at, random);
            }
            Diagnosed diagnosed = Diagnosed.of(Signer.octets(message), SIGNER.record());
            claimed += diagnosed.after().repaired().isEmpty() ? 0 : 1;
        }
        assertThat(claimed).isBetween(1, 200);
    }

    private static String damaged(String message, int at, Random random) {
        String head = message.substring(0, at);
        return switch (random.nextInt(4)) {
            case 0 -> head + (char) random.nextInt(256) + message.substring(Math.min(message.length(), at + 1));
            case 1 -> head + message.substring(Math.min(message.length(), at + 1 + random.nextInt(40)));
            case 2 -> head + SPLINTERS[random.nextInt(SPLINTERS.length)] + message.substring(at);
            default -> head + message.substring(at) + SPLINTERS[random.nextInt(SPLINTERS.length)] + "x" + at + "\r\n";
        };
    }

    /** Below a signature that is sound but of another message. */
    @Test
    void nothingIsClaimedOfGarbage() {
        Random random = new Random(20260505);
        String message = BreakDiagnosisKindsTest.signed().findFirst().orElseThrow();
        String signature = message.substring(0, message.indexOf("\r\n") + 2);
        for (int i = 0; i < 60; i++) {
            StringBuilder garbage = new StringBuilder(signature);
            for (int n = random.nextInt(80); n > 0; n--) {
                garbage.append(SPLINTERS[random.nextInt(SPLINTERS.length)]).append((char) random.nextInt(256));
            }
            Diagnosed diagnosed = Diagnosed.of(Signer.octets(garbage.toString()), SIGNER.record());
            assertThat(diagnosed.after().repaired()).isEmpty();
        }
    }
}
