package io.sealstream.functions.authenticate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.functions.authenticate.StagedDns.When;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.AuthenticationSettings;
import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.spf.SpfStatus;
import io.sealstream.serde.Examined;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How often a message waits for DNS where no answer is at hand: the questions that are out together are one round trip. */
@Timeout(60)
class RoundTripsTest {
    private static final String DMARC = "_dmarc.fabrikam.com v=DMARC1; p=reject";
    private static final String KEY = "s1._domainkey.fabrikam.com v=DKIM1; k=rsa; p=AAAA";
    private static final String MATCH = " v=spf1 ip4:192.0.2.1 -all";

    private record Cold(String name, String mailFrom, int roundTrips, String... zone) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Cold> cold() {
        return Stream.of(
                new Cold("a flat record", "a@fabrikam.com", 1, "fabrikam.com" + MATCH),
                new Cold(
                        "six includes in one record",
                        "a@fabrikam.com",
                        2,
                        "fabrikam.com v=spf1 include:i1.example include:i2.example include:i3.example include:i4.example"
                                + " include:i5.example include:i6.example -all",
                        "i1.example v=spf1 ip4:198.51.100.1 -all",
                        "i2.example v=spf1 ip4:198.51.100.2 -all",
                        "i3.example v=spf1 ip4:198.51.100.3 -all",
                        "i4.example v=spf1 ip4:198.51.100.4 -all",
                        "i5.example v=spf1 ip4:198.51.100.5 -all",
                        "i6.example" + MATCH),
                new Cold(
                        "three nested includes",
                        "a@fabrikam.com",
                        4,
                        "fabrikam.com v=spf1 include:i1.example -all",
                        "i1.example v=spf1 include:i2.example -all",
                        "i2.example v=spf1 include:i3.example -all",
                        "i3.example" + MATCH),
                new Cold(
                        "two includes with one each, and a redirect",
                        "a@fabrikam.com",
                        3,
                        "fabrikam.com v=spf1 include:i1.example include:i2.example redirect=i3.example",
                        "i1.example v=spf1 include:i4.example -all",
                        "i2.example v=spf1 include:i5.example -all",
                        "i3.example" + MATCH,
                        "i4.example v=spf1 -all",
                        "i5.example v=spf1 -all"),
                new Cold(
                        "bounces to a domain below the author's",
                        "a@bounce.news.fabrikam.com",
                        1,
                        "bounce.news.fabrikam.com" + MATCH));
    }

    @ParameterizedTest
    @MethodSource
    void cold(Cold message) throws Exception {
        StagedDns dns = StagedDns.all(
                When.SOON,
                Stream.concat(Stream.of(DMARC, KEY), Stream.of(message.zone())).toArray(String[]::new));
        Evidence evidence = authenticate(message.mailFrom(), dns);
        assertThat(evidence.spf().status()).isEqualTo(SpfStatus.PASS);
        assertThat(dns.sent).contains(question(DMARC), question(KEY)).doesNotHaveDuplicates();
        // The core runs once after each.
        assertThat(evidence.processing().runs()).as(() -> "asked: " + dns.sent).isEqualTo(message.roundTrips());
    }

    private static Question question(String line) {
        return Question.txt(DomainName.of(line.substring(0, line.indexOf(' '))));
    }

    private static Evidence authenticate(String mailFrom, StagedDns dns) throws Exception {
        List<Runnable> atRelease = new ArrayList<>();
        SharedResources shared = SharedResources.acquire(
                new JobID(), RoundTripsTest.class.getClassLoader(), atRelease::add, () -> dns, 1);
        CompletableFuture<Examined> examined = new CompletableFuture<>();
        try {
            new Passage(
                            mail(mailFrom),
                            new Authentication(AuthenticationSettings.defaults()),
                            shared,
                            new AuthenticateSettings(1, 1 << 20, Duration.ofSeconds(30), 100),
                            into(examined))
                    .begin();
            CompletableFuture<Evidence> evidence = new CompletableFuture<>();
            examined.get(30, TimeUnit.SECONDS).route(evidence::complete, unreadable -> {});
            return evidence.get(30, TimeUnit.SECONDS);
        } finally {
            shared.release();
            atRelease.forEach(Runnable::run);
        }
    }

    private static Passage.Exit into(CompletableFuture<Examined> result) {
        return new Passage.Exit() {
            @Override
            public void examined(Examined examined, int runs) {
                result.complete(examined);
            }

            @Override
            public void defect(Throwable defect) {
                result.completeExceptionally(defect);
            }

            @Override
            public void fatal(Error error) {
                result.completeExceptionally(error);
            }
        };
    }

    private static Mail mail(String mailFrom) {
        Envelope envelope = new Envelope(
                IpAddress.parse("192.0.2.1").orElseThrow(),
                "mx.fabrikam.com",
                mailFrom,
                List.of(),
                Instant.parse("2026-05-04T10:00:00Z"));
        String text = """
                DKIM-Signature: v=1; a=rsa-sha256; d=fabrikam.com; s=s1; h=from;
                \tbh=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=; b=AAAA
                From: a@fabrikam.com

                Hello
                """;
        return new Mail(
                "1",
                new Mail.Origin("mail.raw", 0, 0, 0),
                Mail.Fidelity.WIRE,
                envelope,
                text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
