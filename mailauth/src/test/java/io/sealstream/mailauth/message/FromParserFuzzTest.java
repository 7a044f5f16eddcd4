package io.sealstream.mailauth.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealstream.mailauth.dns.DomainName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FromParserFuzzTest {
    private static final byte[] NAME = "From:".getBytes(StandardCharsets.US_ASCII);
    private static final String LEXICAL = "()<>[]:;@\\,.\" \tab1=?é\r\n";

    @FuzzTest
    void anyOctetsAreReadWithinTheLimits(byte[] value) {
        check(value);
    }

    @Test
    void randomRunsOfSpecialsAreReadWithinTheLimits() {
        Random random = new Random(20260501);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                value.append(LEXICAL.charAt(random.nextInt(LEXICAL.length())));
            }
            check(value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void check(byte[] value) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(NAME);
        message.writeBytes(value);
        From from = FromParser.parse(Message.of(message.toByteArray()));
        assertThat(from.addresses()).hasSizeLessThanOrEqualTo(FromParser.MAX_ADDRESSES);
        assertThat(from.domains()).hasSizeLessThanOrEqualTo(from.addresses().size());
        assertThat(from.addresses().isEmpty()).isEqualTo(from.defects().contains(FromDefect.NO_ADDRESS));
        for (DomainName domain : from.domains()) {
            assertThat(domain.labelCount()).isGreaterThan(1);
        }
    }
}
