package io.sealstream.functions.signals;

import static io.sealstream.mailauth.compauth.Signals.Finding.BURST;
import static io.sealstream.mailauth.compauth.Signals.Finding.DKIM_REPLAY;
import static io.sealstream.mailauth.compauth.Signals.Finding.FIRST_CONTACT;
import static io.sealstream.mailauth.compauth.Signals.Finding.GOOD_HISTORY;
import static io.sealstream.mailauth.compauth.Signals.Finding.KNOWN_CONTACT;
import static io.sealstream.mailauth.compauth.Signals.Finding.NEW_INFRASTRUCTURE;
import static io.sealstream.mailauth.compauth.Signals.Finding.SPOOF_CAMPAIGN;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.compauth.Signals.Burst;
import io.sealstream.mailauth.compauth.Signals.Contact;
import io.sealstream.mailauth.compauth.Signals.History;
import io.sealstream.mailauth.compauth.Signals.Replay;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message is told of its sender, signal by signal. */
class SenderSignalsTest {
    private static final String STRANGER = "elsewhere.example";

    private Step step;

    @BeforeEach
    void start() throws Exception {
        step = Step.ofSenders();
    }

    @AfterEach
    void stop() throws Exception {
        step.close();
    }

    private static LocalDate date(long day) {
        return LocalDate.ofEpochDay(Letter.FIRST_DAY + day);
    }

    @ParameterizedTest(name = "{0} days of {1} messages, of which {2} fail: good {3}")
    @CsvSource({"3, 4, 0, true", "2, 10, 0, false", "3, 3, 0, false", "4, 5, 1, true", "4, 5, 2, false"})
    void aHistoryIsGoodByItsDaysItsMessagesAndTheShareThatIsAuthenticated(
            int days, int messages, int failures, boolean good) throws Exception {
        for (int day = 0; day < days; day++) {
            step.take(messages, Letter.on(day));
        }
        step.take(failures, Letter.on(0).dmarc(DmarcStatus.FAIL));
        Letter forged = Letter.on(days).dmarc(DmarcStatus.FAIL);
        assertThat(step.findings(forged).contains(GOOD_HISTORY)).isEqualTo(good);
    }

    @Test
    void aHistoryTellsWhatItRestsOn() throws Exception {
        step.take(4, Letter.on(0));
        step.take(1, Letter.on(2).dmarc(DmarcStatus.FAIL));
        step.take(1, Letter.on(2).from(STRANGER));
        assertThat(step.told(Letter.on(3)).history())
                .isEqualTo(new History("fabrikam.com", date(0), 1, 5, 4, date(0), 2, 0, 0));
    }

    @Test
    void nothingIsKnownOfWhoNeverSent() throws Exception {
        assertThat(step.told(Letter.on(0).to())).satisfies(signals -> {
            assertThat(signals.history()).isNull();
            assertThat(signals.contact()).isNull();
            assertThat(signals.burst()).isNull();
            assertThat(signals.replay()).isNull();
            assertThat(signals.findings()).isEmpty();
        });
    }

    @Test
    void sendersShareNothing() throws Exception {
        step.take(20, Letter.on(0));
        assertThat(step.told(Letter.on(1).of("contoso.com")).history()).isNull();
    }

    @ParameterizedTest(name = "after {0} days: {1}")
    @CsvSource({"30, true", "29, false"})
    void anInfrastructureIsNewToADomainThatIsOld(int days, boolean told) throws Exception {
        step.take(1, Letter.on(0));
        assertThat(step.findings(Letter.on(days).from(STRANGER)).contains(NEW_INFRASTRUCTURE))
                .isEqualTo(told);
        assertThat(step.findings(Letter.on(days).from(STRANGER))).doesNotContain(NEW_INFRASTRUCTURE);
    }

    @Test
    void aDomainThatIsOnlyForgedIsNotOld() throws Exception {
        step.take(1, Letter.on(0).dmarc(DmarcStatus.FAIL));
        assertThat(step.findings(Letter.on(40).from(STRANGER))).doesNotContain(NEW_INFRASTRUCTURE);
    }

    @Test
    void aContactIsMadeByAuthenticatedMailOnly() throws Exception {
        Letter letter = Letter.on(0).to("a@contoso.com");
        assertThat(step.findings(letter.dmarc(DmarcStatus.FAIL))).contains(FIRST_CONTACT);
        assertThat(step.findings(letter)).contains(FIRST_CONTACT).doesNotContain(KNOWN_CONTACT);
        assertThat(step.told(Letter.on(5).to("A@Contoso.com", "b@contoso.com"))).satisfies(signals -> {
            assertThat(signals.contact()).isEqualTo(new Contact(1, 1, date(0)));
            assertThat(signals.findings()).contains(KNOWN_CONTACT).doesNotContain(FIRST_CONTACT);
        });
    }

    @Test
    void aFirstNewsletterIsNoFirstContact() throws Exception {
        Letter newsletter = Letter.on(0).list("news.fabrikam.com", "fabrikam.com");
        assertThat(step.findings(newsletter)).doesNotContain(FIRST_CONTACT);
        assertThat(step.findings(Letter.on(0).to("b@contoso.com").list("news.fabrikam.com", STRANGER)))
                .contains(FIRST_CONTACT);
    }

    @ParameterizedTest(name = "{0} messages a day, then {1}: {2}")
    @CsvSource({"10, 100, true", "10, 99, false", "11, 100, false", "1, 99, false"})
    void aBurstIsTenTimesTheUsualAndAHundredAtLeast(int usual, int today, boolean burst) throws Exception {
        for (int day = 0; day < 7; day++) {
            step.take(usual, Letter.on(day));
        }
        step.take(today - 1, Letter.on(7));
        assertThat(step.told(Letter.on(7))).satisfies(signals -> {
            assertThat(signals.burst()).isEqualTo(new Burst(today, usual));
            assertThat(signals.findings().contains(BURST)).isEqualTo(burst);
        });
    }

    @Test
    void aDomainOfSixDaysHasNoUsual() throws Exception {
        for (int day = 0; day < 6; day++) {
            step.take(1, Letter.on(day));
        }
        step.take(200, Letter.on(6));
        assertThat(step.findings(Letter.on(6))).doesNotContain(BURST);
    }

    @Test
    void aSpoofCampaignIsMailThatFailsFromWhereNoneOfTheDomainsCame() throws Exception {
        step.take(5, Letter.on(0));
        Letter forged = Letter.on(30).dmarc(DmarcStatus.FAIL).from(STRANGER);
        step.take(19, forged);
        assertThat(step.findings(forged)).contains(SPOOF_CAMPAIGN);
        assertThat(step.findings(forged.from("fabrikam.com")))
                .as("mail of its own that fails")
                .doesNotContain(SPOOF_CAMPAIGN);
        assertThat(step.findings(forged.list("l.lists.example", "lists.example")))
                .as("a list post")
                .doesNotContain(SPOOF_CAMPAIGN);
    }

    @ParameterizedTest
    @EnumSource(names = {"PASS", "TEMPERROR", "UNVERIFIABLE"})
    void aNewMailServiceIsNoCampaignAndNeitherIsMissingEvidence(DmarcStatus status) throws Exception {
        step.take(5, Letter.on(0));
        Letter letter = Letter.on(30).dmarc(status).from(STRANGER);
        step.take(40, letter);
        assertThat(step.findings(letter)).doesNotContain(SPOOF_CAMPAIGN);
    }

    @Test
    void aDomainThatIsAlwaysForgedHasNoCampaign() throws Exception {
        step.take(5, Letter.on(0));
        Letter forged = Letter.on(0).dmarc(DmarcStatus.FAIL).from(STRANGER);
        for (int day = 1; day < 31; day++) {
            step.take(10, forged.day(day));
        }
        Letter today = Letter.on(31).dmarc(DmarcStatus.FAIL).from(STRANGER);
        step.take(40, today);
        assertThat(step.findings(today)).doesNotContain(SPOOF_CAMPAIGN);
    }

    /** Copies of one signature to 19 recipients from three networks, and then one more. */
    private Letter replayed(Letter first) throws Exception {
        for (int copy = 0; copy < 19; copy++) {
            step.take(1, first.from("relay" + copy % 3 + ".example").to("r" + copy + "@contoso.com"));
        }
        return first.from("relay0.example").to("r19@contoso.com");
    }

    private static Letter signed(long day) {
        return Letter.on(day).signed("AbCdEfGh");
    }

    @Test
    void aReplayIsOneSignatureFromThreeInfrastructuresToTwentyRecipients() throws Exception {
        assertThat(step.told(replayed(signed(0)))).satisfies(signals -> {
            assertThat(signals.replay()).isEqualTo(new Replay("fabrikam.com", 3, 20));
            assertThat(signals.findings()).contains(DKIM_REPLAY);
        });
    }

    @Test
    void oneRecipientFewerIsNone() throws Exception {
        Letter last = replayed(signed(0));
        assertThat(step.findings(last.to("r0@contoso.com"))).doesNotContain(DKIM_REPLAY);
    }

    @Test
    void anotherSignatureIsAnotherMessage() throws Exception {
        Letter last = replayed(signed(0));
        assertThat(step.told(last.signed("ZbCdEfGh")).replay()).isNull();
    }

    @Test
    void oneInfrastructureMaySendToMany() throws Exception {
        for (int copy = 0; copy < 40; copy++) {
            assertThat(step.told(signed(0).to("r" + copy + "@contoso.com")).replay())
                    .isNull();
        }
    }

    @Test
    void aSignatureThatDoesNotVerifyIsNotCounted() throws Exception {
        Letter last = replayed(signed(0).dkim(DkimStatus.FAIL));
        assertThat(step.told(last).replay()).isNull();
    }

    @Test
    void copiesOfAListAreNone() throws Exception {
        Letter post = signed(0).list("l.lists.example", "lists.example");
        assertThat(step.told(replayed(post)).replay()).isNull();
    }

    @Test
    void aListIdByItselfExcusesNothing() throws Exception {
        Letter post = signed(0).list("l.lists.example", STRANGER);
        assertThat(step.findings(replayed(post))).contains(DKIM_REPLAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"r19@contoso.com", "relay0.example"})
    void aJournalsCopyIsNone(String journal) throws Exception {
        step.close();
        step = Step.ofSenders(SignalSettings.of(90, List.of(journal)), Step.Backend.HEAP, null);
        assertThat(step.findings(replayed(signed(0)))).doesNotContain(DKIM_REPLAY);
    }

    @ParameterizedTest(name = "with x= {0}: {2} on day {1}")
    @CsvSource(
            nullValues = "-",
            value = {"-, 6, true", "-, 8, false", "20, 19, true", "20, 21, false"})
    void copiesCountWithinTheLifeOfTheSignature(Long expires, long day, boolean counted) throws Exception {
        Letter first = expires == null ? signed(0) : signed(0).expires(expires);
        Letter last = replayed(first);
        Letter later = last.day(day);
        assertThat(step.findings(later).contains(DKIM_REPLAY)).isEqualTo(counted);
    }
}
