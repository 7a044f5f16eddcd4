package io.sealstream.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Examination;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.authres.AuthenticationResults.Dialect;
import io.sealstream.mailauth.authres.AuthenticationResultsWriter;
import io.sealstream.mailauth.authres.Stamping;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The five documented examples: what Microsoft 365 stamped comes out of the mail and its zone. */
class DocumentedStampsTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void theDocumentedStampsComeOutOfMailAndZone() throws IOException {
        JudgedSample sample = JudgedSample.in(directory);
        int compared = 0;
        for (Mail mail : sample.mails()) {
            if (mail.id().startsWith("documented/")) {
                Examination message = sample.examine(mail);
                String documented = message.message()
                        .first("authentication-results")
                        .orElseThrow()
                        .value();
                assertThat(folded(stamp(sample.judge(message)))).as(mail.id()).isEqualTo(folded(documented));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(5);
    }

    private static String stamp(Verdict verdict) {
        Evidence evidence = verdict.evidence();
        return AuthenticationResultsWriter.write(Stamping.stamp(
                Dialect.MICROSOFT_2018,
                "contoso.com",
                evidence.from(),
                evidence.spf(),
                evidence.trace().clientIp().value(),
                evidence.dkim(),
                evidence.dmarc(),
                verdict.compauth()));
    }

    /** Where lines are folded says nothing (RFC 5322 §2.2.3). */
    private static String folded(String text) {
        return text.replaceAll("[ \t]+", " ").strip();
    }
}
