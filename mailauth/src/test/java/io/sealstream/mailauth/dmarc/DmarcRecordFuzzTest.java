package io.sealstream.mailauth.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class DmarcRecordFuzzTest {
    @FuzzTest
    void anyOctetsParseOrAreNoRecord(byte[] octets) {
        check(new String(octets, StandardCharsets.ISO_8859_1));
    }

    @FuzzTest
    void anyTagsAfterTheVersionAreARecord(byte[] octets) {
        String text = "v=DMARC1;" + new String(octets, StandardCharsets.ISO_8859_1);
        assertThat(DmarcRecord.parse(text)).isPresent();
        check(text);
    }

    private static void check(String text) {
        DmarcRecord.parse(text).ifPresent(record -> {
            assertThat(record.text()).isEqualTo(text);
            assertThat(record.percent()).isBetween(0, 100);
            if (record.p() == null && record.rua().isEmpty()) {
                assertThat(record.policies(DmarcEdition.RFC9989)).isEmpty();
                assertThat(record.policies(DmarcEdition.RFC7489)).isEmpty();
            }
        });
    }
}
