package io.sealstream.functions.policy;

import io.sealstream.serde.PolicyRecord;
import io.sealstream.serde.flat.FlatTypes;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a step by the newest policy of a topic: what the topic holds when the step opens, and from then on each that is broadcast. A
 * record that is no policy is refused, and the last one stays in force.
 *
 * <p>The policy in force is kept as state for one case: a compacted topic whose only record left is to be refused. What the
 * topic holds always goes before the state, so that no savepoint brings an older policy back.
 */
public final class BroadcastPolicyFunction<I, O> extends BroadcastProcessFunction<I, PolicyRecord, O>
        implements CheckpointedFunction {
    public static final MapStateDescriptor<String, PolicyRecord> IN_FORCE =
            new MapStateDescriptor<>("policy", Types.STRING, FlatTypes.POLICY_RECORD);

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(BroadcastPolicyFunction.class);
    private static final String KEY = "in force";

    private final PolicyFunction<I, O> function;
    private final PolicyTopic topic;

    @SuppressWarnings("NullAway.Init") // by initializeState, which Flink calls before open
    private transient BroadcastState<String, PolicyRecord> state;

    private transient PolicyFunction.Step<I, O> step;
    private transient Counter refused;
    private transient Counter updates;
    private transient Policies policies;
    private transient long offset;

    public BroadcastPolicyFunction(PolicyFunction<I, O> function, PolicyTopic topic) {
        this.function = function;
        this.topic = topic;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getBroadcastState(IN_FORCE);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // The state is that in force already.
    }

    @Override
    public void open(OpenContext context) throws Exception {
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("policy");
        refused = metrics.counter("refused");
        updates = metrics.counter("updates");
        policies = load();
        metrics.gauge("version", () -> policies.version());
        step = function.open(getRuntimeContext());
    }

    private Policies load() throws Exception {
        List<PolicyRecord> records = topic.newest();
        for (int i = records.size() - 1; i >= 0; i--) {
            if (take(records.get(i))) {
                return policies;
            }
        }
        PolicyRecord restored = state.get(KEY);
        if (restored == null) {
            throw new PolicyException("topic " + topic.name() + " holds no policy"
                    + (records.isEmpty() ? "" : " that can be used; its last record: " + problem(records)));
        }
        LOG.warn(
                "Topic {} holds no policy that can be used: {} of the restored state stays",
                topic.name(),
                restored.name());
        policies = PolicyReader.read(restored);
        offset = -1; // the topic may have begun anew
        return policies;
    }

    private static String problem(List<PolicyRecord> records) {
        try {
            PolicyReader.read(records.get(records.size() - 1));
            return "";
        } catch (PolicyException e) {
            return e.problems().get(0);
        }
    }

    /** Takes a policy into force; false: it is refused. */
    private boolean take(PolicyRecord record) throws Exception {
        try {
            policies = PolicyReader.read(record);
        } catch (PolicyException e) {
            refused.inc();
            LOG.warn(
                    "Policy {} is refused, the one before stays in force: {}",
                    record.name(),
                    e.problems().get(0));
            return false;
        }
        offset = record.offset();
        state.put(KEY, record);
        return true;
    }

    @Override
    public void processBroadcastElement(PolicyRecord record, Context context, Collector<O> out) throws Exception {
        if (record.offset() > offset && take(record)) {
            updates.inc();
            LOG.info("Policy {} is in force: version {}", record.name(), policies.version());
        }
    }

    @Override
    public void processElement(I value, ReadOnlyContext context, Collector<O> out) {
        step.process(value, policies, out, context::output);
    }
}
