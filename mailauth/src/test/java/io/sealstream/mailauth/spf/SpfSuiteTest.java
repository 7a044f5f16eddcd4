package io.sealstream.mailauth.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.sealstream.mailauth.spf.SpfSuite.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The whole RFC 7208 suite, without a deviation. */
class SpfSuiteTest {
    private static final int CASES = 203;

    private static List<Case> cases() throws IOException {
        Path suite = Path.of(System.getProperty("sealstream.conformance", "none"), "spf", "rfc7208-tests.yml");
        assumeTrue(Files.exists(suite), "the RFC 7208 suite is not at " + suite);
        return SpfSuite.load(suite);
    }

    @TestFactory
    Stream<DynamicTest> everyCaseGivesAnAllowedResultAndItsExplanation() throws IOException {
        return cases().stream().map(suiteCase -> dynamicTest(suiteCase.name(), () -> check(suiteCase)));
    }

    private static void check(Case suiteCase) {
        SpfResult result = Spf.checkMailFrom(suiteCase.request(), suiteCase.dns());
        assertThat(result.status()).as(result.toString()).isIn(suiteCase.allowed());
        String wanted = suiteCase.explanation();
        if (wanted != null) {
            assertThat(Spf.explain(SpfIdentity.MAIL_FROM, suiteCase.request(), suiteCase.dns())
                            .orElse("DEFAULT"))
                    .isEqualTo(wanted);
        }
    }

    @Test
    void theSuiteIsWhole() throws IOException {
        assertThat(cases()).hasSize(CASES);
    }
}
