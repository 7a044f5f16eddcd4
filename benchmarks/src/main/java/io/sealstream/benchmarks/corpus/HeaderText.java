package io.sealstream.benchmarks.corpus;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The header of a commercial message before it is signed: three to six trace fields, and what senders in bulk add. */
final class HeaderText {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int[] RECIPIENTS = {1, 1, 1, 2, 5};

    private HeaderText() {}

    /** @param boundary of the outermost multipart */
    static List<String> fields(Random random, Route route, String boundary) {
        List<String> fields = trace(random, route);
        String domain = Senders.domain(route.domain());
        String author = route.author();
        fields.addAll(List.of(
                "From: \"" + Prose.name(random) + "\" <" + Prose.word(random) + "@" + author + ">",
                "To: " + recipients(random),
                "Subject: " + Prose.words(random, 3 + random.nextInt(7)),
                "Date: " + DATE.format(route.receivedAt().minusSeconds(30)),
                "Message-ID: <" + Prose.hex(random, 16) + "@" + author + ">",
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed;\r\n\tboundary=\"" + boundary + "\"",
                "Reply-To: <reply-" + Prose.hex(random, 8) + "@" + author + ">",
                "List-Unsubscribe: <https://u." + domain + "/" + Prose.hex(random, 30) + ">,\r\n\t<mailto:unsub-"
                        + Prose.hex(random, 10) + "@" + domain + ">",
                "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
                "X-Mailer: " + Prose.words(random, 2),
                "X-Campaign: " + Prose.hex(random, 40),
                "Feedback-ID: " + Prose.hex(random, 4) + ":" + Prose.hex(random, 4) + ":"
                        + Senders.service(route.service()),
                "X-Report-Abuse: Please report abuse " + Prose.words(random, 6),
                "References: <" + Prose.hex(random, 16) + "@recipient.test>\r\n <" + Prose.hex(random, 16)
                        + "@recipient.test>"));
        return fields;
    }

    private static List<String> trace(Random random, Route route) {
        int hops = 3 + random.nextInt(4);
        List<String> fields = new ArrayList<>();
        for (int hop = 0; hop < hops; hop++) {
            String from = hop < hops - 1 ? "mx" + hop + ".internal.test" : route.helo();
            Instant time = route.receivedAt().plusSeconds(hops - hop);
            fields.add(
                    "Received: from " + from + " (" + route.helo() + " [" + route.clientIp() + "])\r\n\tby relay" + hop
                            + ".recipient.test (Postfix) with ESMTPS id "
                            + Prose.hex(random, 6).toUpperCase(Locale.ROOT)
                            + "\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\r\n\tfor <"
                            + CorpusMessage.RECIPIENT + ">; " + DATE.format(time));
        }
        return fields;
    }

    private static String recipients(Random random) {
        List<String> to = new ArrayList<>();
        for (int left = RECIPIENTS[random.nextInt(RECIPIENTS.length)]; left > 0; left--) {
            to.add("\"" + Prose.name(random) + "\" <user" + random.nextInt(9999) + "@recipient.test>");
        }
        return String.join(",\r\n\t", to);
    }
}
