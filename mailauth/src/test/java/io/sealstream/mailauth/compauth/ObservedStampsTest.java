package io.sealstream.mailauth.compauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dmarc.DmarcPolicy;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.mailauth.spf.SpfStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules over counts of evidence and stamps seen in mail, read in place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservedStampsTest {
    private static final String FROM = "fabrikam.test";

    private List<Row> rows = List.of();

    @BeforeAll
    void read() throws IOException {
        Path file = Path.of(System.getProperty("sealstream.conformance", ""), "..", "facts", "m365-observed.tsv");
        assumeTrue(Files.isReadable(file), "the observed stamps are not there: " + file);
        rows = Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> List.of(line.split("\t", -1)))
                .map(Row::new)
                .toList();
    }

    /** 105 is undocumented, and nothing in the columns tells it. */
    @Test
    void agreesWithAtLeastNinetyNineOfAHundredStamps() {
        List<Row> told =
                rows.stream().filter(row -> !row.reason().equals("105")).toList();
        List<Row> missed = told.stream().filter(row -> !row.isRederived()).toList();
        double share = 1 - (double) count(missed) / count(told);
        System.out.printf(
                Locale.ROOT,
                "observed stamps: %.2f%% of %d rederived (dmarc and action alone: %.2f%% of all %d); missed:%n%s%n",
                100 * share,
                count(told),
                100.0
                        * rows.stream()
                                .filter(Row::isToldByDmarcAlone)
                                .mapToInt(Row::count)
                                .sum()
                        / count(rows),
                count(rows),
                missed.stream().map(Row::text).collect(Collectors.joining("\n")));
        assertThat(share).isGreaterThanOrEqualTo(0.99);
    }

    @ParameterizedTest
    @CsvSource({"100", "109", "111", "000", "001"})
    void rederivesEveryStampOfReason(String reason) {
        List<Row> stamped =
                rows.stream().filter(row -> row.reason().equals(reason)).toList();
        assertThat(stamped).isNotEmpty().allMatch(Row::isRederived);
    }

    private static int count(List<Row> rows) {
        return rows.stream().mapToInt(Row::count).sum();
    }

    private record Row(List<String> columns) {
        String reason() {
            return columns.get(10);
        }

        int count() {
            return Integer.parseInt(columns.get(11));
        }

        String text() {
            return String.join(" | ", columns);
        }

        boolean isRederived() {
            CompositeResult result = Objects.requireNonNull(
                    CompositeAuthentication.combine(evidence().stamped(), CompositePolicy.NONE));
            return result.status() == CompositeStatus.valueOf(columns.get(9).toUpperCase(Locale.ROOT))
                    && reason().equals(result.reason());
        }

        boolean isToldByDmarcAlone() {
            String told = switch (columns.get(5)) {
                case "pass" -> "100";
                case "bestguesspass" -> "109";
                case "permerror" -> "111";
                default -> columns.get(6).equals("none") ? "001" : "000";
            };
            return told.equals(reason());
        }

        private CompositeEvidence evidence() {
            SpfStatus spf = SpfStatus.valueOf(columns.get(0).toUpperCase(Locale.ROOT));
            boolean alignedSpf = spf == SpfStatus.PASS && columns.get(1).equals("1");
            boolean alignedDkim = columns.get(4).equals("1");
            CompositeEvidence evidence =
                    CompositeEvidence.of(FROM).spf(spf, columns.get(1).equals("1") ? FROM : "other.test");
            if (!columns.get(2).equals("none")) {
                evidence = evidence.dkim(dkimStatus(), DkimReason.VERIFIED, alignedDkim ? FROM : "other.test");
            }
            DmarcStatus dmarc = DmarcStatus.valueOf(columns.get(5).toUpperCase(Locale.ROOT));
            boolean vouchedFor = columns.get(7).equals("pass") && columns.get(8).equals("1");
            return (vouchedFor ? evidence.vouchedForBy("sealer.test") : evidence)
                    .dmarc(dmarc, policy(dmarc), columns.get(6))
                    .aligned(alignedSpf, alignedDkim);
        }

        private DkimStatus dkimStatus() {
            return switch (columns.get(2)) {
                case "pass" -> DkimStatus.PASS;
                case "timeout" -> DkimStatus.TEMPERROR;
                case "ignore", "test" -> DkimStatus.POLICY;
                default -> DkimStatus.FAIL;
            };
        }

        private @Nullable DmarcPolicy policy(DmarcStatus dmarc) {
            return switch (columns.get(6)) {
                case "quarantine", "opctquarantine" -> DmarcPolicy.QUARANTINE;
                case "oreject", "reject", "opctreject" -> DmarcPolicy.REJECT;
                default -> dmarc == DmarcStatus.FAIL ? DmarcPolicy.NONE : null;
            };
        }
    }
}
