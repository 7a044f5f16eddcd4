package io.sealstream.mailauth.spf;

import static io.sealstream.mailauth.spf.Checks.check;
import static io.sealstream.mailauth.spf.Checks.question;
import static io.sealstream.mailauth.spf.Checks.txt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.dns.RecordType;
import io.sealstream.mailauth.dns.Unanswered;
import io.sealstream.mailauth.dns.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is missing, or was seen at another time, is not negative. */
class SpfEvidenceTest {
    private static final Instant RECEIVED = Instant.parse("2026-05-04T10:00:00Z");

    @ParameterizedTest(name = "{0} with {1} and {2}: {3} {4}")
    @CsvSource(textBlock = """
            v=spf1 a:x.test -all,                  x.test A !UNOBSERVED,          y.test A 192.0.2.1,     UNVERIFIABLE, NOT_OBSERVED
            v=spf1 ip4:192.0.2.1 a:x.test -all,    x.test A !UNOBSERVED,          y.test A 192.0.2.1,     PASS,         MATCHED
            v=spf1 include:x.test -all,            x.test TXT !UNOBSERVED,        y.test A 192.0.2.1,     UNVERIFIABLE, NOT_OBSERVED
            v=spf1 redirect=x.test,                x.test TXT !UNOBSERVED,        y.test A 192.0.2.1,     UNVERIFIABLE, NOT_OBSERVED
            v=spf1 mx -all,                        fabrikam.com MX !UNOBSERVED,   y.test A 192.0.2.1,     UNVERIFIABLE, NOT_OBSERVED
            v=spf1 mx -all,                        x.test A !UNOBSERVED,          fabrikam.com MX 1 x.test, UNVERIFIABLE, NOT_OBSERVED
            v=spf1 exists:x.test -all,             x.test A !UNOBSERVED,          y.test A 192.0.2.1,     UNVERIFIABLE, NOT_OBSERVED
            v=spf1 ptr -all,                       1.2.0.192.in-addr.arpa PTR !UNOBSERVED, y.test A 192.0.2.1, UNVERIFIABLE, NOT_OBSERVED
            v=spf1 ptr:x.test -all,                x.test A !UNOBSERVED,          1.2.0.192.in-addr.arpa PTR x.test, UNVERIFIABLE, NOT_OBSERVED
            v=spf1 exists:%{p}.y.test -all,        1.2.0.192.in-addr.arpa PTR !UNOBSERVED, y.test A 192.0.2.1, UNVERIFIABLE, NOT_OBSERVED
            v=spf1 include:%{p}.y.test -all,       x.test A !UNOBSERVED,          1.2.0.192.in-addr.arpa PTR x.test, UNVERIFIABLE, NOT_OBSERVED
            v=spf1 redirect=%{p}.y.test,           x.test A !UNOBSERVED,          1.2.0.192.in-addr.arpa PTR x.test, UNVERIFIABLE, NOT_OBSERVED
            v=spf1 a:x.test -all,                  x.test A !TIMEOUT,             y.test A 192.0.2.1,     TEMPERROR,    DNS_FAILURE
            """)
    void aRecordThatWasNotObservedDecidesNothing(
            String record, String first, String second, SpfStatus status, SpfReason reason) {
        SpfResult result = check("fabrikam.com TXT " + record, first, second);

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.ifUnchanged()).isNull();
    }

    @ParameterizedTest(name = "{0}, seen {1} days from receipt: {2}, if unchanged {3}")
    @CsvSource(nullValues = "null", textBlock = """
            v=spf1 ip4:192.0.2.1 -all, 0,  PASS,         null
            v=spf1 ip4:192.0.2.1 -all, 7,  PASS,         null
            v=spf1 ip4:192.0.2.1 -all, -7, PASS,         null
            v=spf1 ip4:192.0.2.1 -all, 8,  UNVERIFIABLE, PASS
            v=spf1 ip4:192.0.2.1 -all, -8, UNVERIFIABLE, PASS
            v=spf1 -all,               8,  UNVERIFIABLE, FAIL
            v=spf1 wrong,              8,  UNVERIFIABLE, PERMERROR
            nothing,                   8,  UNVERIFIABLE, NONE
            """)
    void anAnswerOfAnotherTimeOnlyTellsWhatItWouldBeIfUnchanged(
            String record, int days, SpfStatus status, @Nullable SpfStatus ifUnchanged) {
        Answer answer = Answer.found(List.of(new Rdata.Text(record)))
                .seenAt(RECEIVED.plus(Duration.ofDays(days)))
                .build();

        SpfResult result = checkAsOf(AsOf.of(RECEIVED), question -> answer);

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.ifUnchanged()).isEqualTo(ifUnchanged);
    }

    @ParameterizedTest(name = "{0}, HELO {1}, MAIL FROM known by its domain only {2}: {3}")
    @CsvSource(nullValues = "null", textBlock = """
            v=spf1 exists:%{h}.x.test -all,            mx.test, false, PASS,          MATCHED
            v=spf1 exists:%{h}.x.test -all,            null,    false, NOT_EVALUABLE, NO_IDENTITY
            v=spf1 include:%{h}.x.test -all,           null,    false, NOT_EVALUABLE, NO_IDENTITY
            v=spf1 redirect=%{h}.x.test,               null,    false, NOT_EVALUABLE, NO_IDENTITY
            v=spf1 exists:%{l}.x.test -all,            mx.test, false, PASS,          MATCHED
            v=spf1 exists:%{l}.x.test -all,            mx.test, true,  NOT_EVALUABLE, NO_IDENTITY
            v=spf1 -exists:%{s}.x.test ip4:192.0.2.1,  mx.test, true,  NOT_EVALUABLE, NO_IDENTITY
            v=spf1 ip4:192.0.2.1 exists:%{h}.x.test,   null,    true,  PASS,          MATCHED
            v=spf1 exists:%{o}.x.test -all,            null,    true,  FAIL,          MATCHED
            """)
    void aMacroForWhatTheClientSaidAndNobodyKeptDecidesNothing(
            String record, @Nullable String helo, boolean domainOnly, SpfStatus status, SpfReason reason) {
        Zone zone = Zone.of("fabrikam.com TXT " + record, "mx.test.x.test A 192.0.2.9", "user.x.test A 192.0.2.9");
        SpfRequest request = new SpfRequest(
                IpAddress.parse("192.0.2.1").orElseThrow(), helo, "user@fabrikam.com", domainOnly, AsOf.UNKNOWN, null);

        SpfResult result = Spf.checkMailFrom(request, zone);

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
    }

    @Test
    void oneConsultedAnswerOfAnotherTimeIsEnough() {
        Answer record = Answer.found(List.of(new Rdata.Text("v=spf1 a -all")))
                .observation(Observation.between(RECEIVED.minusSeconds(9), RECEIVED))
                .build();
        Answer address = Answer.failed(Failure.TIMEOUT)
                .seenAt(RECEIVED.plus(Duration.ofDays(30)))
                .build();
        Map<Question, Answer> answers =
                Map.of(txt("fabrikam.com"), record, question("fabrikam.com", RecordType.A), address);

        SpfResult result = checkAsOf(AsOf.of(RECEIVED), question -> Objects.requireNonNull(answers.get(question)));

        assertThat(result.status()).isEqualTo(SpfStatus.UNVERIFIABLE);
        assertThat(result.ifUnchanged()).isEqualTo(SpfStatus.TEMPERROR);
        assertThat(result.path()).containsExactly("a");
    }

    @Test
    void withoutAReceiptTimeOnlyWhatSpeaksForAllTimesIsAWitness() {
        Answer seen = Answer.found(List.of(new Rdata.Text("v=spf1 -all")))
                .seenAt(RECEIVED)
                .build();
        Answer always = Answer.found(List.of(new Rdata.Text("v=spf1 -all"))).build();

        assertThat(checkAsOf(AsOf.UNKNOWN, question -> seen).status()).isEqualTo(SpfStatus.UNVERIFIABLE);
        assertThat(checkAsOf(AsOf.UNKNOWN, question -> always).status()).isEqualTo(SpfStatus.FAIL);
    }

    @Test
    void aQuestionThatIsNotAnsweredYetPassesThrough() {
        Question wanted = txt("fabrikam.com");

        assertThatThrownBy(() -> checkAsOf(AsOf.UNKNOWN, question -> {
                    throw new Unanswered(question);
                }))
                .isInstanceOfSatisfying(
                        Unanswered.class,
                        unanswered -> assertThat(unanswered.question()).isEqualTo(wanted));
    }

    private static SpfResult checkAsOf(AsOf asOf, Dns dns) {
        SpfRequest request =
                new SpfRequest(IpAddress.parse("192.0.2.1").orElseThrow(), Checks.HELO, "user@fabrikam.com", asOf);
        return Spf.checkMailFrom(request, dns);
    }
}
