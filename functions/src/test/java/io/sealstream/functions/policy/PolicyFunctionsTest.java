package io.sealstream.functions.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.serde.Difference;
import io.sealstream.serde.PolicyRecord;
import io.sealstream.serde.TenantEvidence;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.flat.FlatTypes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFunctionsTest {
    private static final OutputTag<Unreadable> DEAD = new OutputTag<>("dead", FlatTypes.UNREADABLE);
    private static final OutputTag<Difference> DIFFERENCES = new OutputTag<>("differences", FlatTypes.DIFFERENCE);
    private static final String ACCEPTING = "version: %s\ndefault: {accepted-domains: [%s]}";

    /** The topic at the time when a step opens. */
    private record Topic(List<PolicyRecord> newest) implements PolicyTopic {
        @Override
        public String name() {
            return "mail.policy";
        }
    }

    private static PolicyRecord record(long offset, String document) {
        return new PolicyRecord("mail.policy", offset, document.getBytes(StandardCharsets.UTF_8));
    }

    private static PolicyRecord version(long offset, String version) {
        return record(offset, "version: " + version);
    }

    private static final PolicyRecord BAD = record(9, "versoin: 1");

    /** Says by which policy an element was met. */
    private static PolicyFunction<String, String> naming() {
        return context -> (value, policies, out, sides) -> out.collect(value + " by " + policies.version());
    }

    private static BroadcastOperatorTestHarness<String, PolicyRecord, String> create(PolicyRecord... newest)
            throws Exception {
        BroadcastPolicyFunction<String, String> function =
                new BroadcastPolicyFunction<>(naming(), new Topic(List.of(newest)));
        return new BroadcastOperatorTestHarness<>(
                new CoBroadcastWithNonKeyedOperator<>(function, List.of(BroadcastPolicyFunction.IN_FORCE)), 1, 1, 0);
    }

    private static BroadcastOperatorTestHarness<String, PolicyRecord, String> open(PolicyRecord... newest)
            throws Exception {
        BroadcastOperatorTestHarness<String, PolicyRecord, String> harness = create(newest);
        harness.open();
        return harness;
    }

    private static BroadcastOperatorTestHarness<String, PolicyRecord, String> restore(
            OperatorSubtaskState state, PolicyRecord... newest) throws Exception {
        BroadcastOperatorTestHarness<String, PolicyRecord, String> harness = create(newest);
        harness.initializeState(state);
        harness.open();
        return harness;
    }

    @Test
    void theNewestPolicyOfTheTopicIsThereBeforeTheFirstMessage() throws Exception {
        try (var harness = open(version(3, "old"), version(4, "new"))) {
            harness.processElement("m1", 0);
            assertThat(harness.extractOutputValues()).containsExactly("m1 by new");
        }
    }

    @Test
    void aBroadcastPolicyReplacesItWithoutARestartAndOnesAlreadyLoadedAreIgnored() throws Exception {
        try (var harness = open(version(3, "old"), version(4, "new"))) {
            harness.processBroadcastElement(version(3, "old"), 0);
            harness.processElement("m1", 0);
            harness.processBroadcastElement(version(4, "new"), 0);
            harness.processBroadcastElement(version(5, "newer"), 0);
            harness.processElement("m2", 0);
            assertThat(harness.extractOutputValues()).containsExactly("m1 by new", "m2 by newer");
        }
    }

    @Test
    void aRecordThatIsNoPolicyIsRefusedAndTheLastOneStays() throws Exception {
        try (var harness = open(version(3, "good"), BAD)) {
            harness.processElement("m1", 0);
            harness.processBroadcastElement(BAD, 0);
            harness.processBroadcastElement(record(10, ""), 0);
            harness.processBroadcastElement(new PolicyRecord("mail.policy", 11, new byte[] {(byte) 0xff}), 0);
            harness.processElement("m2", 0);
            harness.processBroadcastElement(version(12, "better"), 0);
            harness.processElement("m3", 0);
            assertThat(harness.extractOutputValues()).containsExactly("m1 by good", "m2 by good", "m3 by better");
        }
    }

    @Test
    void withoutAPolicyTheStepDoesNotOpenAndSaysWhyInOneLine() {
        assertThatThrownBy(() -> open())
                .isInstanceOf(PolicyException.class)
                .hasMessage("topic mail.policy holds no policy");
        assertThatThrownBy(() -> open(record(7, "versoin: 1")))
                .isInstanceOf(PolicyException.class)
                .hasMessage("topic mail.policy holds no policy that can be used; its last record: "
                        + "mail.policy@7:1: version is missing: each verdict names the version it was judged by");
    }

    @Test
    void aSavepointNeverBringsBackAnOlderPolicyThanTheTopics() throws Exception {
        OperatorSubtaskState state;
        try (var harness = open(version(3, "old"))) {
            harness.processBroadcastElement(version(4, "of the savepoint"), 0);
            state = harness.snapshot(1, 1);
        }
        try (var restored = restore(state, version(4, "of the savepoint"), version(5, "of the topic"))) {
            restored.processElement("m1", 0);
            restored.processBroadcastElement(version(4, "of the savepoint"), 0);
            restored.processElement("m2", 0);
            assertThat(restored.extractOutputValues()).containsExactly("m1 by of the topic", "m2 by of the topic");
        }
        try (var begunAnew = restore(state, version(0, "of a new topic"))) {
            begunAnew.processElement("m1", 0);
            begunAnew.processBroadcastElement(version(1, "its next"), 0);
            begunAnew.processElement("m2", 0);
            assertThat(begunAnew.extractOutputValues()).containsExactly("m1 by of a new topic", "m2 by its next");
        }
    }

    @Test
    void whereCompactionLeftOnlyARefusedRecordTheSavepointsPolicyStays() throws Exception {
        OperatorSubtaskState state;
        try (var harness = open(version(3, "good"))) {
            harness.processBroadcastElement(BAD, 0);
            state = harness.snapshot(1, 1);
        }
        try (var restored = restore(state, BAD)) {
            restored.processElement("m1", 0);
            restored.processBroadcastElement(version(10, "better"), 0);
            restored.processElement("m2", 0);
            assertThat(restored.extractOutputValues()).containsExactly("m1 by good", "m2 by better");
        }
    }

    @Test
    void policiesWithoutTimeHoldUpNobodysWatermark() throws Exception {
        try (var harness = open(version(3, "good"))) {
            harness.processBroadcastWatermark(Watermark.MAX_WATERMARK);
            harness.processWatermark(new Watermark(17));
            assertThat(harness.getOutput()).containsExactly(new Watermark(17));
        }
    }

    @Test
    void aRestartTakesTheFileAsItIsThen(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("policy.yaml");
        Files.writeString(file, "version: before");
        OperatorSubtaskState state;
        try (var harness = fixed(naming(), () -> PolicyReader.read(file), null)) {
            harness.processElement(new StreamRecord<>("m1"));
            Files.writeString(file, "version: after");
            harness.processElement(new StreamRecord<>("m2"));
            assertThat(harness.extractOutputValues()).containsExactly("m1 by before", "m2 by before");
            state = harness.snapshot(1, 1);
        }
        try (var restarted = fixed(naming(), () -> PolicyReader.read(file), state)) {
            restarted.processElement(new StreamRecord<>("m3"));
            assertThat(restarted.extractOutputValues()).containsExactly("m3 by after");
        }
        Files.writeString(file, "versoin: 1");
        assertThatThrownBy(() -> fixed(naming(), () -> PolicyReader.read(file), null))
                .isInstanceOf(PolicyException.class)
                .hasMessageStartingWith(file + ":1: version is missing");
    }

    private static <I, O> OneInputStreamOperatorTestHarness<I, O> fixed(
            PolicyFunction<I, O> function, PolicyLoader loader, @Nullable OperatorSubtaskState state) throws Exception {
        OneInputStreamOperatorTestHarness<I, O> harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new FixedPolicyFunction<>(function, loader)));
        if (state != null) {
            harness.setup();
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    @Test
    void aMessageIsJudgedByThePolicyOfItsTenant() throws Exception {
        Policies policies = PolicyReaderTest.read("""
                version: 1
                tenants:
                  - {name: contoso, recipients: [contoso.com], blocked-pairs: ["fabrikam.com, *"]}
                  - {name: fabrikam, accepted-domains: [fabrikam.com]}
                """);
        TenantFunction tenants = new TenantFunction();
        List<TenantEvidence> addressed;
        try (var harness = fixed(tenants, () -> policies, null)) {
            harness.processElement(new StreamRecord<>(
                    Spoofed.evidence("m", "a@contoso.com", "b@fabrikam.com", "c@northwind.example")));
            addressed = harness.extractOutputValues();
        }
        try (var harness = fixed(new CompositeFunction(DEAD, DIFFERENCES, null), () -> policies, null)) {
            for (TenantEvidence one : addressed) {
                harness.processElement(new StreamRecord<>(one));
            }
            assertThat(harness.extractOutputValues())
                    .extracting(PolicyFunctionsTest::told)
                    .containsExactly("m/contoso contoso 002", "m/fabrikam fabrikam 601", "m null 001");
        }
    }

    private static String told(Verdict verdict) {
        return verdict.evidence().id() + " " + verdict.tenant() + " "
                + (verdict.compauth() == null ? null : verdict.compauth().reason());
    }

    @Test
    void onlyWhatAShadowPolicyWouldChangeComesOutOfTheSamePass() throws Exception {
        Policies real = PolicyReaderTest.read(ACCEPTING.formatted("real", "contoso.com"));
        Policies shadow = PolicyReaderTest.read(ACCEPTING.formatted("shadow", "fabrikam.com"));
        try (var harness = fixed(new CompositeFunction(DEAD, DIFFERENCES, () -> shadow), () -> real, null)) {
            harness.processElement(new StreamRecord<>(addressed("m1")));
            assertThat(harness.extractOutputValues())
                    .extracting(PolicyFunctionsTest::told)
                    .containsExactly("m1 null 001");
            Queue<StreamRecord<Difference>> differences = harness.getSideOutput(DIFFERENCES);
            assertThat(differences).singleElement().satisfies(record -> {
                Difference difference = record.getValue();
                assertThat(difference.kind()).isEqualTo("001\u2192601");
                assertThat(difference.real().policyVersion()).isEqualTo("real");
                assertThat(difference.shadow().policyVersion()).isEqualTo("shadow");
                assertThat(difference.from()).isEqualTo("fabrikam.com");
            });
        }
        try (var harness = fixed(new CompositeFunction(DEAD, DIFFERENCES, () -> real), () -> real, null)) {
            harness.processElement(new StreamRecord<>(addressed("m1")));
            assertThat(harness.getSideOutput(DIFFERENCES)).isNull();
        }
    }

    private static TenantEvidence addressed(String id) {
        return new TenantEvidence(null, Spoofed.evidence(id, "a@contoso.com"), Signals.NONE);
    }

    @Test
    void overridesAndActionsAreDifferencesToo() throws Exception {
        Policies plain = PolicyReaderTest.read("version: 1");
        Policies allowing = PolicyReaderTest.read("version: 2\ndefault: {overrides: {allowed-ips: 192.0.2.1}}");
        TenantEvidence message = addressed("m1");
        assertThat(Difference.between(judged(message, plain), judged(message, allowing)))
                .extracting(Difference::kind)
                .isEqualTo("override none\u2192ip_allow");
        assertThat(Difference.between(judged(message, plain), judged(message, plain)))
                .isNull();
    }

    private static Verdict judged(TenantEvidence message, Policies policies) {
        return Authentication.judge(message.evidence(), policies.policyOf(null));
    }

    @Test
    void itsStateIsOfAKnownType() {
        assertThat(BroadcastPolicyFunction.IN_FORCE.getName()).isEqualTo("policy");
        assertThat(FlatTypes.POLICY_RECORD
                        .createSerializer(new SerializerConfigImpl())
                        .isImmutableType())
                .isTrue();
    }
}
