package io.sealstream.serde.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import java.util.List;

/** Whatever a file holds: nothing throws, and every offset lies in it, in order. */
class ArchiveFuzzTest {
    private static final int MAX = 64;
    private static final ArchiveSettings SETTINGS = new ArchiveSettings(MAX, null);

    @FuzzTest(maxDuration = "30s")
    void mbox(FuzzedDataProvider data) {
        check("a.mbox", data.consumeRemainingAsBytes());
    }

    @FuzzTest(maxDuration = "30s")
    void ndjson(FuzzedDataProvider data) {
        check("a.ndjson", data.consumeRemainingAsBytes());
    }

    @FuzzTest(maxDuration = "30s")
    void anyFile(FuzzedDataProvider data) {
        String name = data.pickValue(new String[] {"a", "a.eml", "a.mbox.gz", "a.ndjson.zst", "a.mboxo"});
        Archives.read(data.consumeRemainingAsBytes(), name, SETTINGS);
    }

    private static void check(String name, byte[] file) {
        List<Intake> intakes = Archives.read(file, name, SETTINGS);
        long last = -1;
        for (Intake intake : intakes) {
            long offset = intake.origin().offset();
            assertThat(offset).isBetween(Math.max(last, 0), (long) file.length);
            last = offset;
            intake.accept(
                    mail -> assertThat(mail.bytes().length).isLessThanOrEqualTo(MAX),
                    unreadable -> assertThat(unreadable.reason()).isNotEqualTo(Unreadable.Reason.INTERNAL_ERROR));
        }
    }
}
