package io.sealstream.mailauth.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.diagnosis.Repair.Kind;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.signature.Signer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each kind of damage that is known, done to several messages, and named as what it is. */
class BreakDiagnosisKindsTest {
    private static final Signer SIGNER = Signer.rsa(1024);
    private static final String HEADER = """
            From: Ann Bell <ann@fabrikam.com>\r
            To: bob@contoso.com\r
            Subject: minutes,\r
             in full\r
            Date: Mon, 04 May 2026 10:00:00 +0000\r
            """;
    private static final String TEXT =
            octets("Hello café,\r\n\r\nFrom now on we meet at nine.\r\n..as before\r\n-- \r\nAnn\r\n");
    private static final String QUOTED =
            "Hello caf=C3=A9,\r\n\r\nFrom now on we meet at nine.\r\n..as before\r\n--=20\r\nAnn\r\n";
    private static final String HTML =
            "<html>\r\n<body>\r\n<p>Hello, see <b>the page</b></p>\r\n</body>\r\n</html>\r\n";

    private record Damage(Kind kind, String name, UnaryOperator<String> done) {}

    private static List<Damage> damages() {
        return List.of(
                new Damage(Kind.FOOTER_APPENDED, "footer", m -> m + "____\r\nlist@lists.test\r\n"),
                new Damage(Kind.SUBJECT_PREFIX_ADDED, "tag", m -> m.replace("Subject: ", "Subject: [list] ")),
                new Damage(Kind.SUBJECT_PREFIX_ADDED, "word", m -> m.replace("Subject: ", "Subject: EXTERNAL: ")),
                new Damage(
                        Kind.BANNER_INSERTED,
                        "banner",
                        m -> m.replace("\r\n\r\nHello", "\r\n\r\nCAUTION: external\r\nHello")),
                new Damage(
                        Kind.HTML_BANNER_INSERTED,
                        "HTML banner",
                        m -> m.replace("<body>", "<body><div><b>CAUTION</b></div>")),
                new Damage(Kind.FROM_QUOTED, "From", m -> m.replace("\nFrom now", "\n>From now")),
                new Damage(Kind.DOTS_LOST, "dots", m -> m.replace("\n..as", "\n.as")),
                new Damage(Kind.SIGNATURE_SEPARATOR_CHANGED, "separator", m -> m.replace("\n-- \r", "\n--\r")),
                new Damage(
                        Kind.TRAILING_SPACE_ADDED,
                        "space",
                        m -> body(m, b -> b.replaceAll("(?<=[a-z,.])\r\n", " \r\n"))),
                new Damage(Kind.LINE_ENDINGS_CHANGED, "LF", m -> body(m, b -> b.replace("\r\n", "\n"))),
                new Damage(
                        Kind.TRANSFER_ENCODING_CHANGED,
                        "8bit to quoted-printable",
                        m -> rewritten(m, TEXT, QUOTED, "quoted-printable")),
                new Damage(
                        Kind.TRANSFER_ENCODING_CHANGED,
                        "quoted-printable to 8bit",
                        m -> rewritten(m, QUOTED, TEXT, "8bit")),
                new Damage(
                        Kind.TRANSFER_ENCODING_CHANGED,
                        "8bit to base64",
                        m -> rewritten(m, TEXT, base64(TEXT), "base64")),
                new Damage(
                        Kind.TRANSFER_ENCODING_CHANGED,
                        "base64 to 8bit",
                        m -> rewritten(m, base64(TEXT), TEXT, "8bit")),
                new Damage(
                        Kind.TRANSFER_ENCODING_CHANGED,
                        "quoted-printable to base64",
                        m -> rewritten(m, QUOTED, base64(TEXT), "base64")),
                new Damage(Kind.CHARSET_CHANGED, "from Latin-1", m -> m.replace("caf\u00e9", octets("café"))),
                new Damage(Kind.CHARSET_CHANGED, "to Latin-1", m -> m.replace(octets("café"), "caf\u00e9")),
                new Damage(Kind.BODY_WRAPPED, "wrapped", BreakDiagnosisKindsTest::wrapped),
                new Damage(
                        Kind.PREAMBLE_LOST,
                        "preamble",
                        m -> m.replace("This is a multi-part message in MIME format.\r\n", "")),
                new Damage(
                        Kind.RECIPIENT_REDACTED,
                        "redacted",
                        m -> m.replace(
                                "To: bob@contoso.com",
                                "Delivered-To: bob@contoso.com\r\nTo: undisclosed-recipients:;")),
                new Damage(Kind.FIELD_REMOVED, "removed", m -> m.replace("MIME-Version: 1.0\r\n", "")),
                new Damage(Kind.FIELD_ADDED, "added", m -> m.replace("Date:", "Reply-To: list@lists.test\r\nDate:")),
                new Damage(Kind.HEADER_REFOLDED, "folds", m -> m.replace("\r\n in full", "\r\n\tin full")),
                new Damage(
                        Kind.FIELD_REWRITTEN,
                        "date",
                        m -> m.replace("04 May 2026 10:00:00 +0000", "4 May 2026 10:00:00 +0000")),
                new Damage(Kind.FIELD_REWRITTEN, "name", m -> m.replace("Ann Bell <", "\"Ann Bell\" <")));
    }

    @Test
    void atLeastNineInTenOfEachMessageAndDamageAreNamedAsWhatTheyAre() {
        Map<Kind, Integer> messages = new EnumMap<>(Kind.class);
        List<String> missed = new ArrayList<>();
        int broken = 0;
        for (Damage damage : damages()) {
            for (String signed : (Iterable<String>) signed()::iterator) {
                String damaged = damage.done.apply(signed);
                Diagnosed diagnosed = Diagnosed.of(Signer.octets(damaged), SIGNER.record());
                if (diagnosed.isBroken()) {
                    broken++;
                    messages.merge(damage.kind, 1, Integer::sum);
                    if (!diagnosed.isNamed() || !diagnosed.names(damage.kind)) {
                        missed.add(damage.name + " -> " + diagnosed.after().repaired() + " of "
                                + signed.substring(signed.indexOf("c="), signed.indexOf("; d=")));
                    }
                }
            }
        }
        System.out.println("Own damage: " + (broken - missed.size()) + " of " + broken + " named, by kind " + messages
                + "; not: " + missed);
        assertThat(messages).hasSizeGreaterThanOrEqualTo(15);
        assertThat(messages.values()).allMatch(count -> count >= 2);
        assertThat(10 * missed.size()).as(missed.toString()).isLessThanOrEqualTo(broken);
    }

    @Test
    void whatIsNotDamagedIsNotDiagnosed() {
        assertThat(signed()).allSatisfy(message -> {
            Diagnosed sound = Diagnosed.of(Signer.octets(message), SIGNER.record());
            assertThat(sound.before().status()).isEqualTo(DkimStatus.PASS);
            assertThat(sound.after().repaired()).isEmpty();
        });
    }

    static Stream<String> signed() {
        return Stream.of("relaxed/relaxed", "simple/simple", "relaxed/simple")
                .flatMap(c -> messages().stream()
                        .map(message -> SIGNER.sign(
                                message,
                                "v=1; a=rsa-sha256; c=" + c
                                        + "; d=fabrikam.com; s=s1; h=from:to:subject:date:mime-version:reply-to")));
    }

    private static List<String> messages() {
        return List.of(
                HEADER + "\r\n" + TEXT.replace("\u00c3\u00a9", "e"),
                HEADER + typed("text/plain; charset=utf-8", "8bit") + "\r\n" + TEXT,
                HEADER + typed("text/plain; charset=iso-8859-1", "8bit") + "\r\n" + TEXT.replace(octets("é"), "\u00e9"),
                HEADER + typed("text/plain; charset=utf-8", "quoted-printable") + "\r\n" + QUOTED,
                HEADER + typed("text/plain; charset=utf-8", "base64") + "\r\n" + base64(TEXT),
                HEADER + typed("text/html", "7bit") + "\r\n" + HTML,
                alternative("8bit", TEXT),
                alternative("quoted-printable", QUOTED),
                alternative("base64", base64(TEXT)));
    }

    private static String alternative(String encoding, String text) {
        return HEADER + "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"=_b\"\r\n\r\n"
                + "This is a multi-part message in MIME format.\r\n--=_b\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: " + encoding + "\r\n\r\n" + text
                + "\r\n--=_b\r\nContent-Type: text/html\r\n\r\n"
                + HTML + "\r\n--=_b--\r\n";
    }

    private static String typed(String type, String encoding) {
        return "MIME-Version: 1.0\r\nContent-Type: " + type + "\r\nContent-Transfer-Encoding: " + encoding + "\r\n";
    }

    private static String rewritten(String message, String from, String to, String encoding) {
        return message.contains(from)
                ? message.replace(from, to)
                        .replaceFirst("Content-Transfer-Encoding: \\S+", "Content-Transfer-Encoding: " + encoding)
                : message;
    }

    private static String wrapped(String message) {
        int end = message.indexOf("\r\n\r\n") + 4;
        int type = message.indexOf("Content-Type:");
        String fields = type < 0 || type > end ? "Content-Type: text/plain\r\n" : message.substring(type, end - 2);
        String header = message.substring(0, type < 0 || type > end ? end - 2 : type);
        return header + "Content-Type: multipart/mixed; boundary=\"=_o\"\r\n\r\n--=_o\r\n" + fields + "\r\n"
                + message.substring(end) + "\r\n--=_o\r\nContent-Type: text/plain\r\n\r\nlist\r\n--=_o--\r\n";
    }

    private static String body(String message, UnaryOperator<String> change) {
        int start = message.indexOf("\r\n\r\n") + 4;
        return message.substring(0, start) + change.apply(message.substring(start));
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(Signer.octets(text)) + "\r\n";
    }

    /** One char an octet, as a signer takes it. */
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
