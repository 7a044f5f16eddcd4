package io.sealstream.benchmarks.corpus;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Random;

/**
 * The body of a commercial message of about a given size: text with runs of spaces, quoted-printable HTML, and, where there is
 * room, attachments in base64.
 */
final class BodyText {
    private static final int POOL = 4 << 20;
    private static final int[] ATTACHMENTS = {40_000, 200_000, 900_000};
    private static final int[] EMPTY_LINES_AT_END = {0, 0, 0, 1, 2};
    private static final int LEAST_ATTACHMENT = 600;
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, "\r\n".getBytes(US_ASCII));

    /** What attachments are cut from. */
    private final byte[] pool = new byte[POOL];

    BodyText(long seed) {
        new Random(seed).nextBytes(pool);
    }

    String of(Random random, int size, String boundary) {
        String inner = "=_" + Prose.hex(random, 8);
        int share = size > 16_000 ? size / 4 : size / 3;
        int text = Math.min(share, 1_500 + random.nextInt(4_500));
        int html = size > 4_000 ? Math.min(size - text, 6_000 + random.nextInt(24_000)) : size - text;
        StringBuilder body = new StringBuilder(size + 1_000);
        body.append("This is a multi-part message in MIME format.\r\n");
        part(body, boundary, "multipart/alternative; boundary=\"" + inner + "\"");
        part(body.append("\r\n"), inner, "text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit");
        body.append("\r\n");
        addText(body, random, text);
        part(body, inner, "text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable");
        body.append("\r\n<html><body><table>\r\n");
        addHtml(body, random, html);
        body.append("</table></body></html>\r\n\r\n--").append(inner).append("--\r\n");
        while (size - body.length() > LEAST_ATTACHMENT) {
            addAttachment(body, random, size - body.length(), boundary);
        }
        body.append("\r\n--").append(boundary).append("--\r\n");
        return body.append("\r\n".repeat(EMPTY_LINES_AT_END[random.nextInt(EMPTY_LINES_AT_END.length)]))
                .toString();
    }

    private static void part(StringBuilder body, String boundary, String type) {
        body.append("\r\n--")
                .append(boundary)
                .append("\r\nContent-Type: ")
                .append(type)
                .append("\r\n");
    }

    private static void addText(StringBuilder body, Random random, int size) {
        for (int end = body.length() + size; body.length() < end; ) {
            body.append(random.nextDouble() < 0.02 ? "From " : "") // what an mbox has to quote
                    .append(Prose.words(random, 3 + random.nextInt(11)))
                    .append(random.nextDouble() < 0.1 ? "  \r\n" : "\r\n");
        }
    }

    private static void addHtml(StringBuilder body, Random random, int size) {
        for (int end = body.length() + size; body.length() < end; ) {
            String cell = "<td style=3D\"padding:0 10px;color:#" + Prose.hex(random, 3) + "\"  class=3D\"c"
                    + random.nextInt(99) + "\">" + Prose.words(random, 3 + random.nextInt(5)) + "</td>";
            if (cell.length() > 75) {
                cell = cell.substring(0, 73) + "=\r\n" + cell.substring(73);
            }
            body.append(cell).append("\r\n");
        }
    }

    private void addAttachment(StringBuilder body, Random random, int room, String boundary) {
        int size = Math.min(room, ATTACHMENTS[random.nextInt(ATTACHMENTS.length)]);
        byte[] content = new byte[size * 56 / 78];
        System.arraycopy(pool, random.nextInt(POOL - content.length), content, 0, content.length);
        String name = Prose.word(random);
        part(
                body,
                boundary,
                "application/pdf; name=\"" + name + ".pdf\"\r\nContent-Transfer-Encoding: base64\r\n"
                        + "Content-Disposition: attachment; filename=\"" + name + ".pdf\"");
        body.append("\r\n").append(BASE64.encodeToString(content)).append("\r\n");
    }
}
