package io.sealstream.mailauth.received;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

class ReceivedFuzzTest {
    @FuzzTest
    void readsAnyReceivedField(byte[] value) {
        Optional<ReceivedField> field = ReceivedField.parse(new String(value, StandardCharsets.UTF_8));
        assertThat(field.filter(ReceivedField::ambiguous).map(ReceivedField::clientIp))
                .isEmpty();
    }

    @FuzzTest
    void readsAnyDate(byte[] value) {
        assertThat(DateTime.parse(new String(value, StandardCharsets.UTF_8))).isNotNull();
    }

    @FuzzTest
    void matchesAnyHostPattern(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        Optional<String> shown = Boundary.parse(text).map(Boundary::toString);
        assertThat(shown.flatMap(Boundary::parse).map(Boundary::toString)).isEqualTo(shown);
        HostPattern.parse(text)
                .ifPresent(
                        pattern -> assertThat(pattern.matches(pattern.glob())).isTrue());
    }
}
