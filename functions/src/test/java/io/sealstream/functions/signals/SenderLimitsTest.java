package io.sealstream.functions.signals;

import static io.sealstream.mailauth.compauth.Signals.Finding.DKIM_REPLAY;
import static io.sealstream.mailauth.compauth.Signals.Finding.FIRST_CONTACT;
import static io.sealstream.mailauth.compauth.Signals.Finding.GOOD_HISTORY;
import static io.sealstream.mailauth.compauth.Signals.Finding.NEW_INFRASTRUCTURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.compauth.Signals.History;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.serde.flat.FlatTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one sender may hold, and what is dropped first: however it is forged. */
class SenderLimitsTest {
    private Step step;

    @BeforeEach
    void start() throws Exception {
        step = Step.ofSenders();
    }

    @AfterEach
    void stop() throws Exception {
        step.close();
    }

    private int known(Letter letter) throws Exception {
        return Objects.requireNonNull(step.told(letter).history()).infrastructures();
    }

    private static String relay(int number) {
        return "relay" + number + ".example";
    }

    @Test
    void whoForgesADomainCannotMakeItsHistoryBeForgotten() throws Exception {
        for (int day = 0; day < 4; day++) {
            step.take(4, Letter.on(day));
        }
        for (int relay = 0; relay < 300; relay++) {
            step.take(1, Letter.on(4).from(relay(relay)).dmarc(DmarcStatus.FAIL));
        }
        assertThat(known(Letter.on(5))).isEqualTo(SenderHistory.MAX_INFRASTRUCTURES);
        assertThat(step.findings(Letter.on(5))).contains(GOOD_HISTORY);
    }

    @Test
    void anAuthenticatedInfrastructureTakesTheRoomOfOneThatIsNot() throws Exception {
        for (int relay = 0; relay < SenderHistory.MAX_INFRASTRUCTURES; relay++) {
            step.take(1, Letter.on(0).from(relay(relay)).dmarc(DmarcStatus.FAIL));
        }
        step.take(1, Letter.on(1).from("own.example"));
        assertThat(known(Letter.on(2))).isEqualTo(SenderHistory.MAX_INFRASTRUCTURES);
        assertThat(step.told(Letter.on(2).from("own.example")).history())
                .extracting(History::authenticated)
                .isEqualTo(1L);
    }

    @Test
    void theOneThatSentLongestAgoIsDropped() throws Exception {
        for (int relay = 0; relay <= SenderHistory.MAX_INFRASTRUCTURES; relay++) {
            step.take(1, Letter.on(relay / 10).from(relay(relay)));
        }
        Letter now = Letter.on(20);
        assertThat(step.told(now.from(relay(1))).history())
                .extracting(History::messages)
                .isEqualTo(1L);
        assertThat(step.told(now.from(relay(0))).history())
                .extracting(History::messages)
                .isEqualTo(0L);
    }

    @Test
    void whereOneMayHaveBeenDroppedNoneIsCalledNew() throws Exception {
        for (int relay = 0; relay < SenderHistory.MAX_INFRASTRUCTURES; relay++) {
            step.take(1, Letter.on(0).from(relay(relay)));
        }
        assertThat(step.findings(Letter.on(40).from("elsewhere.example"))).doesNotContain(NEW_INFRASTRUCTURE);
    }

    @Test
    void ofRecipientsWhoMayHaveBeenDroppedNothingIsSaid() throws Exception {
        List<String> recipients = IntStream.range(0, 40_000)
                .mapToObj(number -> "r" + number + "@contoso.com")
                .toList();
        for (int start = 0; start < recipients.size(); start += Sighting.MAX_RECIPIENTS) {
            step.told(Letter.on(0)
                    .to(recipients
                            .subList(start, start + Sighting.MAX_RECIPIENTS)
                            .toArray(String[]::new)));
        }
        int stored = 0;
        int undecided = 0;
        for (String recipient : recipients) {
            var contact = step.told(Letter.on(1).to(recipient).dmarc(DmarcStatus.FAIL));
            stored += contact.contact() != null && contact.contact().known() == 1 ? 1 : 0;
            undecided += contact.contact() == null ? 1 : 0;
            assertThat(contact.findings()).doesNotContain(FIRST_CONTACT);
        }
        assertThat(stored).isBetween(16_000, ContactSet.SETS * ContactSet.MAX_CONTACTS);
        assertThat(undecided).isEqualTo(recipients.size() - stored);
    }

    @Test
    void aSignatureOfEachMessageDoesNotPushOutOneThatIsReplayed() throws Exception {
        Letter replayed = Letter.on(0).signed("Replayed");
        for (int copy = 0; copy < 19; copy++) {
            step.take(1, replayed.from(relay(copy % 3)).to("r" + copy + "@contoso.com"));
            for (int other = 0; other < 500; other++) {
                step.take(1, Letter.on(0).signed("%08d".formatted(copy * 500 + other)));
            }
        }
        assertThat(step.findings(replayed.from(relay(0)).to("r19@contoso.com"))).contains(DKIM_REPLAY);
        assertThat(step.stateEntries()).isLessThan(CopySet.SETS + 40);
    }

    @Test
    void aSetHoldsNoMoreThanItsLimit() {
        CopySet copies = CopySet.EMPTY;
        ContactSet contacts = ContactSet.EMPTY;
        DayCounts days = DayCounts.EMPTY;
        for (int i = 0; i < 2_000; i++) {
            copies = copies.with(Copies.none(i, i).with(i, new long[] {i}, new long[] {i}));
            contacts = contacts.with(i, i);
            days = days.withMessage(i, Sighting.Outcome.AUTHENTICATED);
        }
        assertThat(copies.signatures()).hasSize(CopySet.MAX_SIGNATURES);
        assertThat(contacts.isFull()).isTrue();
        assertThat(contacts.lastContact(2_000 - ContactSet.MAX_CONTACTS - 1, 2_000, 2_000))
                .isEqualTo(Days.NONE);
        assertThat(contacts.lastContact(2_000 - ContactSet.MAX_CONTACTS, 2_000, 2_000))
                .isNotEqualTo(Days.NONE);
        assertThat(days.asOf(2_000, 2_000).messages()).isEqualTo(DayCounts.MAX_DAYS);
    }

    @Test
    void theCopiesOfASignatureAreCountedUpToTheirLimit() {
        Copies copies = Copies.none(1, 1);
        for (int i = 0; i < 100; i++) {
            copies = copies.with(i, new long[] {i}, new long[] {i, i, -i});
        }
        assertThat(copies.infrastructures(100)).isEqualTo(Copies.MAX_INFRASTRUCTURES);
        assertThat(copies.recipients(100)).isEqualTo(Copies.MAX_RECIPIENTS);
        assertThat(copies.recipients(0)).isEqualTo(1);
    }

    @Test
    void ofAMessageToThousandsAHundredAreLookedAt() throws Exception {
        List<String> recipients = new ArrayList<>();
        for (int number = 0; number < 5_000; number++) {
            recipients.add("r" + number + "@contoso.com");
        }
        assertThat(step.told(Letter.on(0).to(recipients.toArray(String[]::new))).contact())
                .satisfies(contact -> assertThat(contact.unknown()).isEqualTo(Sighting.MAX_RECIPIENTS));
    }

    @Test
    void whatIsToldTravels() throws Exception {
        step.take(3, Letter.on(0));
        var told = Letter.on(1).message().with(step.told(Letter.on(1)));
        var serializer = FlatTypes.TENANT_EVIDENCE.createSerializer(new SerializerConfigImpl());
        var out = new DataOutputSerializer(256);
        serializer.serialize(told, out);
        assertThat(serializer
                        .deserialize(new DataInputDeserializer(out.getCopyOfBuffer()))
                        .signals())
                .isEqualTo(told.signals());
    }
}
