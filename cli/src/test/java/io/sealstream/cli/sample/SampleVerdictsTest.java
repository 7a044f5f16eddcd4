package io.sealstream.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealstream.functions.dns.BlockingDns;
import io.sealstream.functions.dns.DnsFiles;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.AuthenticationSettings;
import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Examination;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.received.Boundary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The whole core over the sample: what comes out is what its author reasoned from the RFCs. */
class SampleVerdictsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private @Nullable Path directory;

    @TestFactory
    Stream<DynamicTest> everyMessageOfTheSampleIsJudgedAsExpected() throws IOException {
        Path sample = Objects.requireNonNull(directory);
        BundledSample.copyTo(sample);
        DnsSource dns = DnsFiles.load(
                List.of(sample.resolve(BundledSample.ZONE), sample.resolve(BundledSample.ANSWERS)), null, false);
        Authentication core =
                new Authentication(AuthenticationSettings.defaults().with(Boundary.AUTO));
        CompositePolicy policy = policy(sample);
        Map<String, Verdict> verdicts = new HashMap<>();
        for (String line : Files.readAllLines(sample.resolve(BundledSample.MANIFEST))) {
            Mail mail = mail(sample, JSON.readTree(line));
            Examination examined = core.examine(mail);
            Evidence evidence = core.authenticate(
                    examined, new BlockingDns(dns, examined.asOf().receivedAt(), Duration.ofSeconds(1)));
            verdicts.put(mail.id(), Authentication.judge(evidence, policy));
        }
        List<DynamicTest> tests = new ArrayList<>();
        expected(sample)
                .forEach((id, row) -> tests.add(DynamicTest.dynamicTest(
                        id,
                        () -> assertThat(shown(Objects.requireNonNull(verdicts.get(id))))
                                .isEqualTo(row))));
        return tests.stream();
    }

    private static Map<String, String> expected(Path sample) throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        Files.readAllLines(sample.resolve(BundledSample.EXPECTED)).stream()
                .skip(1)
                .forEach(line -> {
                    String[] cell = line.split("\t", -1);
                    rows.put(cell[0], String.join(" ", List.of(cell).subList(1, 7)));
                });
        return rows;
    }

    private static String shown(Verdict verdict) {
        Evidence evidence = verdict.evidence();
        return String.join(
                " ",
                word(evidence.spf().status()),
                evidence.dkim().stream().map(d -> word(d.status())).collect(Collectors.joining(",")),
                evidence.arc() == null ? "none" : word(evidence.arc().status()),
                word(evidence.dmarc().status()),
                verdict.compauth() == null ? "-" : word(verdict.compauth().status()),
                verdict.compauth() == null || verdict.compauth().reason() == null
                        ? "-"
                        : verdict.compauth().reason());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static CompositePolicy policy(Path sample) throws IOException {
        return new CompositePolicy(
                "sample",
                Files.readAllLines(sample.resolve(BundledSample.ACCEPTED_DOMAINS)).stream()
                        .map(DomainName::of)
                        .collect(Collectors.toUnmodifiableSet()),
                false);
    }

    private static Mail mail(Path sample, JsonNode row) throws IOException {
        String path = row.path("path").asText();
        byte[] bytes = Files.readAllBytes(sample.resolve(path));
        if (path.endsWith(".gz")) {
            bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        List<String> rcptTo = new ArrayList<>();
        row.path("rcptTo").forEach(to -> rcptTo.add(to.asText()));
        String ip = row.path("clientIp").textValue();
        String receivedAt = row.path("receivedAt").textValue();
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
