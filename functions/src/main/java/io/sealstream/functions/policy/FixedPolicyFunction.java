package io.sealstream.functions.policy;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Runs a step by the policies that are loaded when it opens, until it ends. Without state: a restart takes what is there then. */
public final class FixedPolicyFunction<I, O> extends ProcessFunction<I, O> {
    private static final long serialVersionUID = 1L;

    private final PolicyFunction<I, O> function;
    private final PolicyLoader loader;

    private transient PolicyFunction.Step<I, O> step;
    private transient Policies policies;

    public FixedPolicyFunction(PolicyFunction<I, O> function, PolicyLoader loader) {
        this.function = function;
        this.loader = loader;
    }

    @Override
    public void open(OpenContext context) throws PolicyException {
        policies = loader.load();
        step = function.open(getRuntimeContext());
    }

    @Override
    public void processElement(I value, Context context, Collector<O> out) {
        step.process(value, policies, out, context::output);
    }
}
