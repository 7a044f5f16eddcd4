package io.sealstream.mailauth.authres;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.received.Boundary;
import io.sealstream.mailauth.received.Received;
import io.sealstream.mailauth.received.SkipListing;
import io.sealstream.mailauth.received.Trace;
import io.sealstream.mailauth.received.TraceInput;
import io.sealstream.mailauth.received.TraceInput.Arrival;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

class StampFuzzTest {
    /** Whatever the value, it is read without an exception, and what was read comes back from what is written of it. */
    @FuzzTest
    void readsWhatItWrites(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        Optional<AuthenticationResults> read = AuthenticationResultsReader.read(text);
        if (read.isPresent()) {
            String written = AuthenticationResultsWriter.write(read.get());
            assertThat(written.chars()).noneMatch(c -> c < ' ');
            if (written.length() <= AuthenticationResultsReader.MAX_LENGTH) {
                assertThat(AuthenticationResultsReader.read(written))
                        .map(again -> again.results().size())
                        .contains(read.get().results().size());
            }
        }
        assertThat(ReceivedSpf.read(text)).isNotNull();
        assertThat(AntispamReport.read(text)).isNotNull();
    }

    /** Whatever the message, its trace and stamps keep their limits, and nothing is trusted without a boundary. */
    @FuzzTest
    void tracesAnyMessage(byte[] bytes) {
        Message message = Message.of(bytes);
        Trace trace = Received.trace(
                message, new TraceInput(Arrival.UNKNOWN, Arrival.UNKNOWN, Boundary.AUTO, SkipListing.NONE));
        assertThat(trace.trustedFields()).isBetween(0, message.fieldCount());
        assertThat(trace.boundary() < 0).isEqualTo(trace.trustedFields() == 0);
        var stamps = Stamps.of(message, trace.trustedFields());
        assertThat(stamps).hasSizeLessThanOrEqualTo(Stamps.MAX_STAMPS);
        assertThat(stamps).allMatch(stamp -> stamp.trusted() == stamp.field() < trace.trustedFields());
        assertThat(StampedEnvelope.complete(trace, stamps)).isNotNull();
    }
}
