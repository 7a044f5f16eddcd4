package io.sealstream.functions.policy;

import java.io.Serializable;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** A step that works by the policies in force. {@link FixedPolicyFunction} and {@link BroadcastPolicyFunction} run it. */
@FunctionalInterface
public interface PolicyFunction<I, O> extends Serializable {
    /** The step in one subtask. */
    Step<I, O> open(RuntimeContext context) throws PolicyException;

    /** What is done with each element. */
    @FunctionalInterface
    interface Step<I, O> {
        void process(I value, Policies policies, Collector<O> out, SideOutputs sides);
    }

    /** Where a step puts what is not its result. */
    interface SideOutputs {
        <X> void output(OutputTag<X> tag, X value);
    }
}
