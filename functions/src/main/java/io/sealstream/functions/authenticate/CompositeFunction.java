package io.sealstream.functions.authenticate;

import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.Unreadable.Reason;
import java.io.Serializable;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges evidence by the policy. A defect of ours becomes a dead letter, for one thrown would restart the job at the same
 * message again and again; it has no original, which has not come as far as this.
 */
public final class CompositeFunction extends ProcessFunction<Evidence, Verdict> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CompositeFunction.class);

    /** Travels with the job, and makes the policy where it is judged by. */
    @FunctionalInterface
    public interface PolicyFactory extends Supplier<CompositePolicy>, Serializable {}

    /** The accumulator of the {@link ResultCounts} of a run. */
    public static final String RESULTS = "results";

    private final PolicyFactory policyFactory;
    private final OutputTag<Unreadable> deadLetters;

    private transient CompositePolicy policy;
    private transient Counter internalErrors;
    private transient ResultAccumulator results;

    public CompositeFunction(PolicyFactory policyFactory, OutputTag<Unreadable> deadLetters) {
        this.policyFactory = policyFactory;
        this.deadLetters = deadLetters;
    }

    @Override
    public void open(OpenContext context) {
        policy = policyFactory.get();
        results = new ResultAccumulator();
        getRuntimeContext().addAccumulator(RESULTS, results);
        internalErrors =
                getRuntimeContext().getMetricGroup().addGroup("composite").counter("internalErrors");
    }

    @Override
    public void processElement(Evidence evidence, Context context, Collector<Verdict> out) {
        Verdict verdict;
        try {
            verdict = Authentication.judge(evidence, policy);
        } catch (RuntimeException | StackOverflowError e) {
            internalErrors.inc();
            LOG.error(
                    "A defect of Sealstream at {}: it becomes a dead letter",
                    evidence.origin().text(),
                    e);
            context.output(deadLetters, withoutOriginal(evidence, e));
            return;
        }
        results.counts().add(verdict);
        out.collect(verdict);
    }

    private static Unreadable withoutOriginal(Evidence evidence, Throwable defect) {
        return new Unreadable(
                evidence.origin(),
                Reason.INTERNAL_ERROR,
                defect.getClass().getSimpleName(),
                evidence.id(),
                evidence.message().size(),
                new byte[0]);
    }
}
