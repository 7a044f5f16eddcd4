package io.sealstream.cli.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Large mail, and octets that are hardly mail. What can be read of them is judged; nothing breaks. */
final class HostileTheme {
    private static final int MIB = 1024 * 1024;

    private HostileTheme() {}

    static Theme theme() {
        return Theme.of("", "", readable(), garbled());
    }

    private static List<SampleMessage> readable() {
        return List.of(
                fiveMebibytes(),
                guessed(letter("ten-thousand-headers").change(HostileTheme::manyHeaders), "10,000 header fields"),
                guessed(
                        letter("one-mebibyte-header-line").change(m -> m.with("X-Long", "x".repeat(MIB))),
                        "a header line of 1 MiB"),
                guessed(
                        letter("no-header-end").raw(HostileTheme::withoutBody),
                        "header fields to the last octet, no empty line"),
                guessed(
                        letter("nul-bytes").change(m -> m.with("X-Nul", "a\0b").changeBody(b -> "\0\0" + b)),
                        "NUL in header and body"),
                guessed(
                        letter("line-without-colon").change(HostileTheme::lineWithoutColon),
                        "a header line without a colon"),
                guessed(
                        letter("bare-carriage-return")
                                .change(m -> m.with("X-Bare", "a\rb").changeBody(b -> "c\rd" + b)),
                        "CR without LF"),
                guessed(
                        letter("blank-folded-header").change(m -> m.with("X-Blank", "\r\n \t\r\n\t ")),
                        "a field folded into nothing"),
                guessed(
                        letter("from-line-first")
                                .raw(m -> concat("From sender@pass.example Mon May  4 06:00:00 2026\r\n", m)),
                        "the From_ line of a mailbox on top"),
                guessed(
                        letter("nested-comments")
                                .change(m -> m.withOnTop("Authentication-Results: " + "(".repeat(5_000))),
                        "5,000 open comments"));
    }

    private static List<SampleMessage> garbled() {
        return List.of(
                letter("signature-is-garbage")
                        .change(m -> m.withOnTop("DKIM-Signature: ;;;=;\0b=\"((("))
                        .expect("pass", "neutral", "bestguesspass", "pass 109", "a signature that does not parse"),
                letter("chain-is-garbage")
                        .change(m -> m.withOnTop("ARC-Seal: i=51; cv=pass; b=AAAA"))
                        .arc("fail")
                        .expect("pass", "none", "bestguesspass", "pass 109", "an ARC seal of instance 51, alone"),
                unreadable(letter("empty-message").raw(m -> new byte[0]), "no octets at all"),
                unreadable(letter("body-only").raw(m -> concat("\r\nonly a body\r\n", new byte[0])), "an empty header"),
                unreadable(letter("binary-garbage").raw(m -> garbage()), "random octets"));
    }

    private static Draft letter(String id) {
        return Draft.of("hostile/" + id, "sender@pass.example");
    }

    /** From can be read, and its domain passes SPF. */
    private static SampleMessage guessed(Draft draft, String why) {
        return draft.expect("pass", "none", "bestguesspass", "pass 109", why);
    }

    /** There is an envelope, but no From. */
    private static SampleMessage unreadable(Draft draft, String why) {
        return draft.expect("pass", "none", "none", "-", why);
    }

    private static SampleMessage fiveMebibytes() {
        String line = "This line of a long letter repeats until five mebibytes are full.\r\n";
        String body = line.repeat(5 * MIB / line.length() + 1);
        return Draft.of("hostile/five-mebibytes", DkimTheme.AUTHOR)
                .mailFrom(DkimTheme.BOUNCE)
                .change(m -> m.withBody(body))
                .sign(DkimTheme.SIGNER)
                .expect("pass", "pass", "pass", "pass 100", "a body of 5 MiB, signed");
    }

    private static RawMessage manyHeaders(RawMessage message) {
        List<String> fields = new ArrayList<>(message.fields());
        while (fields.size() < 10_000) {
            fields.add("X-Filler-" + fields.size() + ": " + fields.size());
        }
        return new RawMessage(fields, message.body());
    }

    private static RawMessage lineWithoutColon(RawMessage message) {
        List<String> fields = new ArrayList<>(message.fields());
        fields.add(3, "this line has no colon");
        return new RawMessage(fields, message.body());
    }

    private static byte[] withoutBody(byte[] message) {
        String text = new String(message, ISO_8859_1);
        return text.substring(0, text.indexOf("\r\n\r\n")).getBytes(ISO_8859_1);
    }

    private static byte[] concat(String head, byte[] tail) {
        return (head + new String(tail, ISO_8859_1)).getBytes(ISO_8859_1);
    }

    /** The same octets in every run: the generator of {@link Random} is specified. */
    private static byte[] garbage() {
        byte[] octets = new byte[4_096];
        new Random(2026).nextBytes(octets);
        return octets;
    }
}
