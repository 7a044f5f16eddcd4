package io.sealstream.cli.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealstream.functions.dns.BlockingDns;
import io.sealstream.functions.dns.DnsFiles;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.functions.policy.PolicyException;
import io.sealstream.functions.policy.PolicyReader;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.AuthenticationSettings;
import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Examination;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.received.Boundary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The bundled sample, and the whole core over it. */
final class JudgedSample {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final DnsSource dns;
    private final CompositePolicy policy;
    private final Authentication core =
            new Authentication(AuthenticationSettings.defaults().with(Boundary.AUTO));

    private JudgedSample(Path directory) throws IOException, PolicyException {
        this.directory = directory;
        this.dns = DnsFiles.load(
                List.of(directory.resolve(BundledSample.ZONE), directory.resolve(BundledSample.ANSWERS)), null, false);
        this.policy = PolicyReader.read(directory.resolve(BundledSample.POLICY)).otherwise();
    }

    /** The sample, copied into a directory. */
    static JudgedSample in(Path directory) throws IOException {
        BundledSample.copyTo(directory);
        try {
            return new JudgedSample(directory);
        } catch (PolicyException broken) {
            throw new IOException(broken);
        }
    }

    List<Mail> mails() throws IOException {
        List<Mail> mails = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve(BundledSample.MANIFEST))) {
            mails.add(mail(JSON.readTree(line)));
        }
        return mails;
    }

    /** What is expected of each message, by its id: results, compauth's reason last. */
    Map<String, String> expected() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        Files.readAllLines(directory.resolve(BundledSample.EXPECTED)).stream()
                .skip(1)
                .forEach(line -> {
                    String[] cell = line.split("\t", -1);
                    rows.put(cell[0], String.join(" ", List.of(cell).subList(1, 7)));
                });
        return rows;
    }

    Examination examine(Mail mail) {
        return core.examine(mail);
    }

    Verdict judge(Examination message) {
        return judge(message, whole -> whole);
    }

    /** The verdict over the sample's answers, as another source hands them on. */
    Verdict judge(Examination message, UnaryOperator<Dns> between) {
        Dns whole = new BlockingDns(dns, message.asOf().receivedAt(), Duration.ofSeconds(1));
        return Authentication.judge(core.authenticate(message, between.apply(whole)), policy);
    }

    private Mail mail(JsonNode row) throws IOException {
        String path = row.path("path").asText();
        byte[] bytes = Files.readAllBytes(directory.resolve(path));
        if (path.endsWith(".gz")) {
            bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        List<String> rcptTo = new ArrayList<>();
        row.path("rcptTo").forEach(to -> rcptTo.add(to.asText()));
        @Nullable String ip = row.path("clientIp").textValue();
        @Nullable String receivedAt = row.path("receivedAt").textValue();
        return new Mail(
                row.path("id").asText(),
                Mail.Origin.file(path, 0),
                Mail.Fidelity.WIRE,
                new Envelope(
                        ip == null ? null : IpAddress.parse(ip).orElseThrow(),
                        row.path("helo").textValue(),
                        row.path("mailFrom").textValue(),
                        rcptTo,
                        receivedAt == null ? null : Instant.parse(receivedAt)),
                bytes);
    }
}
