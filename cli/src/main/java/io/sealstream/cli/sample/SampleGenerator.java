package io.sealstream.cli.sample;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealstream.cli.sample.SampleMessage.Arrival;
import io.sealstream.cli.sample.SampleMessage.Expected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the sample into a directory: {@code mail/…}, {@code sample.ndjson}, {@code history.ndjson}, {@code sample.zone},
 * {@code sample-answers.ndjson}, {@code policy.yaml} and {@code expected.tsv}. Always the same octets, but for the
 * compressed form of the large messages, which depends on the zlib at hand.
 */
public final class SampleGenerator {
    /** What the receiving organisation tells of itself. */
    private static final String POLICY = """
            # What the organisation that received the sample tells of itself; docs/policy.md explains each key.
            version: sample
            default:
              accepted-domains: [adatum.example, wingtip.example]
              blocked-pairs:
                - "*, bulk.test"
                - ceo@humongous.example, 198.51.100.0/24
              trusted-sealers: [gateway.test]
              same-organisation:
                - cohovineyard.example, cloudhost.test
              modifying-hops: [filter.test]
              use-signals: true
              overrides:
                blocked-domains:
                  - {domain: phish.example, since: 2026-05-01}
                allowed-pairs:
                  - office@humongous.example, 198.51.100.0/24
                safe-senders: [info@litware.example]
            """;

    private static final String ZONES = """
            ; DNS of the sample mail: several zones, each closed under its own SOA. Written by SampleGenerator.
            $TTL 3600
            example. SOA ns.example. hostmaster.example. 1 3600 900 604800 300
            example. NS ns.example.
            test. SOA ns.test. hostmaster.test. 1 3600 900 604800 300
            test. NS ns.test.
            in-addr.arpa. SOA ns.test. hostmaster.test. 1 3600 900 604800 300
            in-addr.arpa. NS ns.test.
            ip6.arpa. SOA ns.test. hostmaster.test. 1 3600 900 604800 300
            ip6.arpa. NS ns.test.
            """;

    private static final Pattern KEY = Pattern.compile("\\{((?:rsa|ed25519)[a-z0-9-]*)}");
    private static final Pattern LONG_STRING = Pattern.compile("\"[^\"\n]{256,}\"");
    private static final int STRING = 255;
    private static final JsonMapper JSON = new JsonMapper();

    private SampleGenerator() {}

    /** Writes the sample into the directory named by the only argument. */
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        if (args.length != 1) {
            out.println("usage: SampleGenerator DIRECTORY");
            return;
        }
        write(Path.of(args[0]));
    }

    /** Writes the sample into a directory, which is made where it does not exist. */
    public static void write(Path directory) throws IOException {
        List<Theme> themes = themes();
        List<SampleMessage> messages = messages(themes);
        for (SampleMessage message : messages) {
            Path file = directory.resolve(message.path());
            Files.createDirectories(file.getParent());
            Files.write(file, message.isCompressed() ? compressed(message.content()) : message.content());
        }
        Files.writeString(directory.resolve("sample.ndjson"), manifest(messages));
        Files.writeString(
                directory.resolve("history.ndjson"),
                manifest(messages.stream()
                        .filter(message -> message.id().startsWith(CampaignTheme.HISTORY))
                        .toList()));
        Files.writeString(directory.resolve("sample.zone"), zone(themes));
        Files.writeString(directory.resolve("sample-answers.ndjson"), answers(themes));
        Files.writeString(directory.resolve("policy.yaml"), POLICY);
        Files.writeString(directory.resolve("expected.tsv"), expected(messages));
    }

    private static List<Theme> themes() {
        return List.of(
                DocumentedTheme.theme(),
                DkimTheme.theme(),
                DkimFailureTheme.theme(),
                SpfTheme.theme(),
                DmarcTheme.theme(),
                ForwardingTheme.theme(),
                AuthorTheme.theme(),
                ArrivalTheme.theme(),
                HostileTheme.theme(),
                PolicyTheme.theme(),
                CampaignTheme.theme());
    }

    static List<SampleMessage> messages() {
        return messages(themes());
    }

    private static List<SampleMessage> messages(List<Theme> themes) {
        return themes.stream().flatMap(theme -> theme.messages().stream()).toList();
    }

    private static String zone(List<Theme> themes) {
        String lines = themes.stream().map(Theme::zone).collect(Collectors.joining());
        return LONG_STRING.matcher(withKeys(ZONES + lines)).replaceAll(string -> strings(string.group()));
    }

    private static String answers(List<Theme> themes) {
        return withKeys(themes.stream().map(Theme::answers).collect(Collectors.joining()));
    }

    private static String withKeys(String text) {
        return KEY.matcher(text)
                .replaceAll(key ->
                        Matcher.quoteReplacement(SigningKey.named(key.group(1)).published()));
    }

    /** A quoted text as character-strings of at most 255 octets (RFC 1035 §3.3). */
    private static String strings(String quoted) {
        StringBuilder split = new StringBuilder();
        for (int i = 1; i < quoted.length() - 1; i += STRING) {
            split.append(i == 1 ? "\"" : " \"")
                    .append(quoted, i, Math.min(i + STRING, quoted.length() - 1))
                    .append('"');
        }
        return split.toString();
    }

    private static String manifest(List<SampleMessage> messages) {
        return messages.stream().map(message -> line(message) + "\n").collect(Collectors.joining());
    }

    private static String line(SampleMessage message) {
        Arrival envelope = message.envelope();
        ObjectNode line = JSON.createObjectNode();
        line.put("path", message.path()).put("id", message.id());
        if (envelope.clientIp() != null) {
            line.put("clientIp", envelope.clientIp());
        }
        if (envelope.helo() != null) {
            line.put("helo", envelope.helo());
        }
        if (envelope.mailFrom() != null) {
            line.put("mailFrom", envelope.mailFrom());
        }
        if (!envelope.rcptTo().isEmpty()) {
            envelope.rcptTo().forEach(line.putArray("rcptTo")::add);
        }
        if (envelope.receivedAt() != null) {
            line.put("receivedAt", envelope.receivedAt().toString());
        }
        return line.toString();
    }

    private static String expected(List<SampleMessage> messages) {
        return messages.stream()
                .map(SampleGenerator::row)
                .collect(Collectors.joining("", "id\tspf\tdkim\tarc\tdmarc\tcompauth\treason\twhy\n", ""));
    }

    private static String row(SampleMessage message) {
        Expected e = message.expected();
        return String.join("\t", message.id(), e.spf(), e.dkim(), e.arc(), e.dmarc(), e.compauth(), e.reason(), e.why())
                + "\n";
    }

    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }
}
