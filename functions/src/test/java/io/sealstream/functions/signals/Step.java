package io.sealstream.functions.signals;

import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.mailauth.compauth.Signals.Finding;
import io.sealstream.serde.TenantEvidence;
import io.sealstream.serde.flat.FlatTypes;
import java.util.Set;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** One of the two steps in Flink's operator harness, message by message. */
final class Step implements AutoCloseable {
    private final KeyedTwoInputStreamOperatorTestHarness<String, TenantEvidence, Correction, TenantEvidence> harness;

    private Step(KeyedTwoInputStreamOperatorTestHarness<String, TenantEvidence, Correction, TenantEvidence> harness) {
        this.harness = harness;
    }

    /** Where state is held. */
    enum Backend {
        HEAP,
        ROCKSDB;

        StateBackend create() {
            return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
        }
    }

    static Step ofSenders() throws Exception {
        return ofSenders(SignalSettings.DEFAULT, Backend.HEAP, null);
    }

    static Step ofSenders(SignalSettings settings, Backend backend, @Nullable OperatorSubtaskState restored)
            throws Exception {
        return start(
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(new SenderSignals(settings)),
                        TenantEvidence::senderKey,
                        Correction::sender,
                        Types.STRING),
                backend,
                restored);
    }

    static Step ofInfrastructures(Backend backend, @Nullable OperatorSubtaskState restored) throws Exception {
        return start(
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(new InfrastructureSignals(SignalSettings.DEFAULT)),
                        TenantEvidence::infrastructureKey,
                        Correction::infrastructure,
                        Types.STRING),
                backend,
                restored);
    }

    private static Step start(
            KeyedTwoInputStreamOperatorTestHarness<String, TenantEvidence, Correction, TenantEvidence> harness,
            Backend backend,
            @Nullable OperatorSubtaskState restored)
            throws Exception {
        harness.setStateBackend(backend.create());
        harness.setup(FlatTypes.TENANT_EVIDENCE.createSerializer(new SerializerConfigImpl()));
        harness.getExecutionConfig().enableObjectReuse();
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
        return new Step(harness);
    }

    /** What the message is told. */
    Signals told(Letter letter) throws Exception {
        return told(letter.message(), letter.at());
    }

    /** @param at in epoch milliseconds */
    Signals told(TenantEvidence message, long at) throws Exception {
        harness.processElement1(new StreamRecord<>(message, at));
        Signals signals = harness.extractOutputValues().get(0).signals();
        harness.getOutput().clear();
        return signals;
    }

    Set<Finding> findings(Letter letter) throws Exception {
        return told(letter).findings();
    }

    /** A number of like messages. */
    void take(int count, Letter letter) throws Exception {
        for (int i = 0; i < count; i++) {
            told(letter);
        }
    }

    void correct(Correction correction) throws Exception {
        harness.processElement2(new StreamRecord<>(correction));
    }

    /** All mail has come up to the beginning of that day after {@link Letter#FIRST_DAY}. */
    void dayBegins(long day) throws Exception {
        harness.processBothWatermarks(new Watermark(Days.start(Letter.FIRST_DAY + day)));
        harness.getOutput().clear();
    }

    void inputEnds() throws Exception {
        harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 1);
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
