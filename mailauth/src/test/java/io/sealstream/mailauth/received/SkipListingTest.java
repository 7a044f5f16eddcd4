package io.sealstream.mailauth.received;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.received.TraceInput.Arrival;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkipListingTest {
    private static final String DATE = "; Mon, 4 May 2026 10:00:00 +0000\r\n";
    private static final Instant RECEIVED = Instant.parse("2026-05-04T10:00:00Z");

    private static final String RECEIVER = hop("filter.example", "198.51.100.7", "mx.receiver.example");
    private static final String FILTER_INSIDE = hop("in.filter.example", "10.1.1.1", "out.filter.example");
    private static final String FILTER = hop("second.filter.example", "198.51.100.8", "in.filter.example");
    private static final String SENDER = hop("mx.sender.example", "192.0.2.1", "second.filter.example");
    private static final String FORGED = hop("mx.forged.example", "203.0.113.1", "mx.sender.example");

    private static String hop(String from, String ip, String by) {
        return "Received: from " + from + " (" + from + " [" + ip + "]) by " + by + " with ESMTPS id 1" + DATE;
    }

    private static Trace trace(String header, String hops, @Nullable String envelopeIp) {
        Message message = Message.of((header + "From: a@sender.example\r\n\r\n").getBytes(UTF_8));
        Arrival envelope = new Arrival(
                envelopeIp == null ? null : IpAddress.parse(envelopeIp).orElseThrow(), null, null, RECEIVED);
        Boundary boundary = envelopeIp == null ? Boundary.custom("*.receiver.example") : Boundary.NONE;
        SkipListing skipListing = SkipListing.parse(hops.isEmpty() ? List.of() : List.of(hops.split(" ")))
                .orElseThrow();
        return Received.trace(message, new TraceInput(envelope, Arrival.UNKNOWN, boundary, skipListing));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ``                                | 198.51.100.7 | received[0]   | 0
            203.0.113.0/24                    | 198.51.100.7 | received[0]   | 0
            198.51.100.7                      | 198.51.100.8 | skip-listed:1 | 1
            last                              | 198.51.100.8 | skip-listed:1 | 1
            198.51.100.0/24                   | 192.0.2.1    | skip-listed:2 | 2
            198.51.100.7 198.51.100.8/32      | 192.0.2.1    | skip-listed:2 | 2
            last 198.51.100.8                 | 192.0.2.1    | skip-listed:2 | 2
            198.51.100.0/24 192.0.2.0/24      | 203.0.113.1  | skip-listed:3 | 3
            0.0.0.0/0                         | -            | unknown       | 5
            """)
    void judgesTheNextClientThatIsNotListed(String hops, @Nullable String client, String origin, int skipped) {
        Trace trace = trace(RECEIVER + FILTER_INSIDE + FILTER + SENDER + FORGED, hops.replace("``", ""), null);
        assertThat(Objects.toString(trace.clientIp().value(), null)).isEqualTo(client);
        assertThat(trace.clientIp().originText()).isEqualTo(origin);
        assertThat(trace.skipped()).isEqualTo(skipped);
        assertThat(trace.receivedAt().value()).isEqualTo(RECEIVED);
    }

    @Test
    void theHeloIsThatOfTheJudgedClient() {
        Trace trace = trace(RECEIVER + FILTER_INSIDE + FILTER + SENDER, "198.51.100.0/24", null);
        assertThat(trace.helo().value()).isEqualTo("mx.sender.example");
    }

    @Test
    void anEnvelopeIsFollowedIntoTheHeaderBelowTheFieldThatNamesItsClient() {
        Trace own = trace(RECEIVER + FILTER_INSIDE + FILTER + SENDER, "198.51.100.0/24", "198.51.100.7");
        assertThat(Objects.toString(own.clientIp().value())).isEqualTo("192.0.2.1");
        Trace none = trace(FILTER_INSIDE + FILTER + SENDER, "198.51.100.0/24", "198.51.100.7");
        assertThat(Objects.toString(none.clientIp().value())).isEqualTo("192.0.2.1");
        assertThat(trace(SENDER, "198.51.100.0/24", "203.0.113.9").clientIp().originText())
                .isEqualTo("envelope");
    }

    @Test
    void whatCannotBeReadEndsTheSearchWithoutAClient() {
        Trace trace = trace(RECEIVER + "Received: from (((\r\n" + SENDER, "198.51.100.7", null);
        assertThat(trace.clientIp().isKnown()).isFalse();
        assertThat(trace.skipped()).isEqualTo(1);
    }

    @Test
    void hopsBeyondTheLimitAreNotFollowed() {
        String hops = FILTER.repeat(SkipListing.MAX_HOPS - 1);
        assertThat(trace(RECEIVER + hops + SENDER, "198.51.100.0/24", null)
                        .clientIp()
                        .value())
                .isNotNull();
        assertThat(trace(RECEIVER + hops + FILTER + SENDER, "198.51.100.0/24", null)
                        .clientIp()
                        .value())
                .isNull();
    }

    @Test
    void readsLastAndNetworksAndNothingElse() {
        assertThat(SkipListing.parse(List.of())).contains(SkipListing.NONE);
        assertThat(SkipListing.parse(List.of("last"))).contains(SkipListing.LAST);
        assertThat(SkipListing.parse(List.of("192.0.2.0/33"))).isEmpty();
        assertThat(SkipListing.parse(List.of("mx.example"))).isEmpty();
    }
}
