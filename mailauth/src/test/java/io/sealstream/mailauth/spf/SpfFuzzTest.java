package io.sealstream.mailauth.spf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.RecordType;
import io.sealstream.mailauth.dns.Zone;
import java.nio.charset.StandardCharsets;

/** No record, no macro and no sender makes a check throw. */
class SpfFuzzTest {
    private static final IpAddress[] CLIENTS = {
        IpAddress.parse("192.0.2.1").orElseThrow(),
        IpAddress.parse("2001:db8::1").orElseThrow()
    };

    @FuzzTest
    void anyRecordIsParsedOrHasAProblem(byte[] octets) {
        String text = "v=spf1" + new String(octets, StandardCharsets.ISO_8859_1);
        SpfRecordParser parser = new SpfRecordParser(text);
        SpfRecord record = parser.parse();

        assertThat(record == null).isEqualTo(!parser.problem().isEmpty());
        Zone zone = Zone.of();
        zone.add(Question.txt(DomainName.of("fabrikam.com")), text);
        for (IpAddress client : CLIENTS) {
            SpfResult result = Spf.checkMailFrom(
                    new SpfRequest(client, "mail.fabrikam.com", "user@fabrikam.com", AsOf.UNKNOWN), zone);
            assertThat(result.lookups()).isBetween(0, Queries.MAX_LOOKUPS);
        }
        assertThat(SpfPosture.of(DomainName.of("fabrikam.com"), zone).records()).hasSizeLessThanOrEqualTo(1);
    }

    @FuzzTest
    void anyMacroStringExpandsForAnySender(FuzzedDataProvider data) {
        IpAddress client = CLIENTS[data.consumeInt(0, 1)];
        String helo = data.consumeString(300);
        String mailFrom = data.consumeString(300);
        String macroString = data.consumeRemainingAsString();
        Zone zone = Zone.of(
                "fabrikam.com TXT v=spf1 exists:" + macroString + " -all exp=why.test", "why.test TXT " + macroString);
        SpfRequest request =
                new SpfRequest(client, helo, mailFrom.isEmpty() ? "" : mailFrom + "@fabrikam.com", AsOf.UNKNOWN);

        SpfResult result = Spf.checkMailFrom(request, zone);
        assertThat(ReceivedSpf.text(request, result).orElse("")).doesNotContain("\r", "\n");
        assertThat(Spf.explain(SpfIdentity.MAIL_FROM, request, zone).orElse("")).hasSizeLessThanOrEqualTo(1_000);
        assertThat(Spf.checkHelo(request, everywhere(zone)).identity()).isEqualTo(SpfIdentity.HELO);
    }

    /** Every name has the record of fabrikam.com. */
    private static Dns everywhere(Zone zone) {
        return question -> question.type() == RecordType.TXT
                ? zone.lookup(Question.txt(DomainName.of("fabrikam.com")))
                : zone.lookup(question);
    }
}
