package io.sealstream.cli.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A message taken apart to be signed or changed. Text is held an octet a char (ISO 8859-1), so that every octet survives.
 *
 * @param fields the header fields from the top, folded, without their final CRLF
 * @param body what follows the empty line
 */
public record RawMessage(List<String> fields, String body) {
    public RawMessage {
        fields = List.copyOf(fields);
    }

    /** Takes a message with CRLF line endings apart; without an empty line all of it is header. */
    public static RawMessage parse(byte[] message) {
        String text = new String(message, ISO_8859_1);
        int end = text.startsWith("\r\n") ? 0 : text.indexOf("\r\n\r\n");
        String header = end < 0 ? text : text.substring(0, end);
        List<String> fields = new ArrayList<>();
        for (String line : header.split("\r\n", -1)) {
            boolean continues = !fields.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"));
            if (continues) {
                fields.set(fields.size() - 1, fields.get(fields.size() - 1) + "\r\n" + line);
            } else if (!line.isEmpty()) {
                fields.add(line);
            }
        }
        return new RawMessage(fields, end < 0 ? "" : text.substring(end == 0 ? 2 : end + 4));
    }

    /** The octets, UTF-8 encoded, of a text, each as a char. */
    static String octets(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** With a field below all others. */
    public RawMessage with(String name, String value) {
        List<String> more = new ArrayList<>(fields);
        more.add(field(name, value));
        return new RawMessage(more, body);
    }

    /** With fields above all others, in that order. */
    public RawMessage withOnTop(String... above) {
        List<String> more = new ArrayList<>();
        for (String field : above) {
            more.add(octets(field));
        }
        more.addAll(fields);
        return new RawMessage(more, body);
    }

    /** With the fields of that name changed; each operator sees the whole field. */
    public RawMessage change(String name, UnaryOperator<String> change) {
        return new RawMessage(
                fields.stream().map(f -> isNamed(f, name) ? change.apply(f) : f).toList(), body);
    }

    public RawMessage replace(String name, String value) {
        return change(name, f -> field(name, value));
    }

    public RawMessage without(String name) {
        return new RawMessage(fields.stream().filter(f -> !isNamed(f, name)).toList(), body);
    }

    public RawMessage withBody(String text) {
        return new RawMessage(fields, octets(text));
    }

    public RawMessage changeBody(UnaryOperator<String> change) {
        return new RawMessage(fields, change.apply(body));
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String field : fields) {
            out.writeBytes(field.getBytes(ISO_8859_1));
            out.writeBytes(new byte[] {'\r', '\n'});
        }
        out.writeBytes(new byte[] {'\r', '\n'});
        out.writeBytes(body.getBytes(ISO_8859_1));
        return out.toByteArray();
    }

    static boolean isNamed(String field, String name) {
        int colon = field.indexOf(':');
        return colon >= 0 && field.substring(0, colon).strip().equalsIgnoreCase(name);
    }

    private static String field(String name, String value) {
        return octets(name + ": " + value);
    }
}
