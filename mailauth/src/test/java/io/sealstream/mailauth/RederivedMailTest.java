package io.sealstream.mailauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.dns.Zone;
import io.sealstream.mailauth.received.Boundary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Composite authentication from whole messages that a receiver stamped: the observed stamps, each written into mail with its
 * boundary at every depth, with forged stamps below it, folded, and in encoded words (RFC 2047).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RederivedMailTest {
    private static final int DEPTHS = 7;
    private static final String FROM = "fabrikam.test";
    private static final String DATE = "; Tue, 1 Nov 2022 12:00:00 +0000\r\n";
    private static final String DELIVERY =
            "Received: from A.prod.outlook.com (2603:10b6::1) by B.prod.outlook.com with HTTPS" + DATE;
    private static final String HOP =
            "Received: from A.namprd10.prod.outlook.com (2603:10b6:806::1) by B.outlook.office365.com (2603:10b6::2) with"
                    + " Microsoft SMTP Server" + DATE;
    private static final String EDGE =
            "Received: from mail.sender.test (192.0.2.1) by FT.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP"
                    + " Server id 15.20 via Frontend Transport" + DATE;
    private static final String FORGED_PASS =
            "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=fabrikam.test; dkim=pass (signature was verified)"
                    + " header.d=fabrikam.test;dmarc=pass action=none header.from=fabrikam.test;compauth=pass reason=100";
    private static final String FORGED_FAIL =
            "spf=fail (sender IP is 192.0.2.1) smtp.mailfrom=fabrikam.test; dkim=none (message not signed)"
                    + " header.d=none;dmarc=fail action=oreject header.from=fabrikam.test;compauth=fail reason=000";

    private final Authentication core =
            new Authentication(AuthenticationSettings.defaults().with(Boundary.MICROSOFT365));
    private List<List<String>> rows = List.of();

    @BeforeAll
    void read() throws IOException {
        Path file = Path.of(System.getProperty("sealstream.conformance", ""), "..", "facts", "m365-observed.tsv");
        assumeTrue(Files.isReadable(file), "the observed stamps are not there: " + file);
        rows = Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> List.of(line.split("\t", -1)))
                .filter(row -> !row.get(10).equals("105"))
                .toList();
    }

    /** The misses are those of the rules over the bare columns; nothing more is lost in reading mail. */
    @Test
    void whatTheReceiverStampedIsFoundAtEveryDepthInEveryForm() {
        long told = 0;
        long agreed = 0;
        List<String> missed = new ArrayList<>();
        Random random = new Random(7);
        for (List<String> row : rows) {
            long count = Long.parseLong(row.get(11));
            for (int depth = 0; depth < DEPTHS; depth++) {
                boolean agrees = rederived(mail(row, depth, random)).equals(row.get(9) + " " + row.get(10));
                told += count;
                agreed += agrees ? count : 0;
                if (!agrees && depth == 0) {
                    missed.add(String.join(" | ", row));
                }
                assertThat(agrees || row.get(10).equals("130"))
                        .as("%s, depth %d", row, depth)
                        .isTrue();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "stamped mail: %.2f%% of %d rederived; missed:%n%s%n",
                100.0 * agreed / told,
                told,
                String.join("\n", missed));
        assertThat((double) agreed / told).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void aStampBelowTheBoundaryRederivesNothing() {
        for (String forged : List.of(FORGED_PASS, FORGED_FAIL)) {
            assertThat(rederived(DELIVERY + HOP + EDGE + field(forged) + HOP + field(forged)))
                    .isEqualTo("nothing");
            assertThat(rederived(field(forged))).isEqualTo("nothing");
        }
    }

    private String rederived(String header) {
        byte[] octets = (header + "From: <user@" + FROM + ">\r\nSubject: s\r\n\r\nbody\r\n").getBytes(UTF_8);
        Mail mail = new Mail("id", Mail.Origin.file("a.eml", 0), Mail.Fidelity.STORED, Envelope.EMPTY, octets);
        Evidence evidence = core.authenticate(core.examine(mail), Zone.of());
        var rederived = Authentication.judge(evidence, CompositePolicy.NONE).rederived();
        return rederived == null
                ? "nothing"
                : rederived.status().name().toLowerCase(Locale.ROOT) + " " + rederived.reason();
    }

    private static String mail(List<String> row, int depth, Random random) {
        String form = stamp(row);
        String stamp = switch (random.nextInt(4)) {
            case 0 -> form.replace("; ", ";\r\n ").replace(" header.", "\r\n\theader.");
            case 1 -> encoded(form);
            case 2 -> form.replace(";dmarc", "; dmarc");
            default -> form;
        };
        String sealed = sealed(row);
        return DELIVERY
                + (sealed == null ? "" : "ARC-Authentication-Results: " + sealed + "\r\n")
                + HOP.repeat(depth)
                + "Authentication-Results: " + stamp + "\r\n"
                + EDGE
                + field(random.nextBoolean() ? FORGED_PASS : FORGED_FAIL)
                + (random.nextBoolean() ? HOP + field(FORGED_PASS) : "")
                + "ARC-Authentication-Results: i=1; mx.forged.test; arc=pass (0 oda=1)\r\n";
    }

    private static String field(String stamp) {
        return "Authentication-Results: " + stamp + "\r\n";
    }

    /** As encoded words of at most 75 characters, folded between them. */
    private static String encoded(String stamp) {
        List<String> words = new ArrayList<>();
        for (int at = 0; at < stamp.length(); at += 42) {
            String part = stamp.substring(at, Math.min(stamp.length(), at + 42));
            words.add("=?utf-8?B?" + Base64.getEncoder().encodeToString(part.getBytes(UTF_8)) + "?=");
        }
        return String.join("\r\n ", words);
    }

    private static String stamp(List<String> row) {
        String spfDomain = row.get(1).equals("1") ? FROM : "other.test";
        StringBuilder stamp =
                new StringBuilder("spf=" + row.get(0) + " (sender IP is 192.0.2.1) smtp.mailfrom=" + spfDomain + "; ");
        String signer = row.get(2).equals("none") ? "none" : row.get(4).equals("1") ? FROM : "other.test";
        stamp.append("dkim=")
                .append(row.get(2))
                .append(" (")
                .append(row.get(3))
                .append(") header.d=")
                .append(signer);
        if (row.get(4).equals("1") && !row.get(2).equals("pass")) {
            stamp.append(";dkim=pass (signature was verified) header.d=").append(FROM);
        }
        return stamp.append(";dmarc=")
                .append(row.get(5))
                .append(" action=")
                .append(row.get(6))
                .append(" header.from=")
                .append(FROM)
                .append(";compauth=")
                .append(row.get(9))
                .append(" reason=")
                .append(row.get(10))
                .toString();
    }

    private static @Nullable String sealed(List<String> row) {
        return row.get(7).equals("-")
                ? null
                : "i=2; mx.microsoft.com 1; spf=pass (sender ip is 192.0.2.1) smtp.rcpttodomain=outlook.com smtp.mailfrom=other.test; dmarc=none action=none header.from=fabrikam.test; arc="
                        + row.get(7) + " (0 oda=" + row.get(8).replace("-", "0") + " ltdi=1)";
    }
}
