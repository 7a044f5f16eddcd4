package io.sealstream.functions.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Whatever a row, a zone file or TXT data holds, it is read or refused with a reason, and what is written is read back. */
class PassiveDnsFuzzTest {
    @FuzzTest
    void aRowIsReadOrRefused(byte[] row) {
        try {
            assertThat(PassiveDns.parse(row, Observation.ALWAYS).sightings()).isNotNull();
        } catch (MalformedRowException refused) {
            assertThat(refused.reason()).isNotEmpty().doesNotContain("\n");
        }
    }

    @FuzzTest
    void aZoneFileIsReadOrRefused(byte[] text) {
        MemoryStore.Builder store = new MemoryStore.Builder(null);
        Path path = Path.of("fuzz.zone");
        try {
            ZoneFile.read(path, new ByteArrayInputStream(text), Observation.ALWAYS, store);
            Archive archive = new Archive(store.build(), Answer.Via.FILE);
            assertThat(archive.known(Question.txt(DomainName.of("a.test")), null))
                    .isNotNull();
        } catch (DnsFileException refused) {
            assertThat(refused.file()).isEqualTo(path);
        }
    }

    @FuzzTest
    void txtDataIsReadBackAsWritten(byte[] data) throws MalformedRowException {
        String octets = new String(data, StandardCharsets.ISO_8859_1);
        assertThat(CharacterStrings.parse(CharacterStrings.format(octets))).isEqualTo(octets);
        try {
            String parsed = CharacterStrings.parse(octets);
            assertThat(parsed.chars().allMatch(c -> c < 256)).isTrue();
        } catch (MalformedRowException refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }
}
