package io.sealstream.functions.policy;

import io.sealstream.functions.authenticate.ResultAccumulator;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Verdict;
import io.sealstream.serde.Difference;
import io.sealstream.serde.TenantEvidence;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.Unreadable.Reason;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges evidence by the policy of its tenant, and tells what a shadow policy would change. A defect of ours becomes a dead
 * letter, for one thrown would restart the job at the same message again and again; it has no original, which has not come as far as
 * this.
 */
public final class CompositeFunction implements PolicyFunction<TenantEvidence, Verdict> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CompositeFunction.class);

    /** The accumulator of the {@link io.sealstream.functions.authenticate.ResultCounts} of a run. */
    public static final String RESULTS = "results";

    private final OutputTag<Unreadable> deadLetters;
    private final OutputTag<Difference> differences;
    private final @Nullable PolicyLoader shadowLoader;

    /**
     * The step.
     *
     * @param differences takes what the shadow policy would change
     * @param shadow loaded when the step opens; a tenant that it does not know is judged by its default; null: there is none
     */
    public CompositeFunction(
            OutputTag<Unreadable> deadLetters, OutputTag<Difference> differences, @Nullable PolicyLoader shadow) {
        this.deadLetters = deadLetters;
        this.differences = differences;
        this.shadowLoader = shadow;
    }

    @Override
    public Step<TenantEvidence, Verdict> open(RuntimeContext context) throws PolicyException {
        return new Judge(context, shadowLoader == null ? null : shadowLoader.load());
    }

    private final class Judge implements Step<TenantEvidence, Verdict> {
        private final @Nullable Policies shadow;
        private final ResultAccumulator results = new ResultAccumulator();
        private final Counter internalErrors;
        private final Counter differing;

        Judge(RuntimeContext context, @Nullable Policies shadow) {
            this.shadow = shadow;
            context.addAccumulator(RESULTS, results);
            MetricGroup metrics = context.getMetricGroup().addGroup("composite");
            internalErrors = metrics.counter("internalErrors");
            differing = metrics.counter("differences");
        }

        @Override
        public void process(TenantEvidence addressed, Policies policies, Collector<Verdict> out, SideOutputs sides) {
            Verdict verdict;
            Difference difference;
            try {
                verdict = judge(addressed, policies);
                difference = shadow == null ? null : Difference.between(verdict, judge(addressed, shadow));
            } catch (RuntimeException | StackOverflowError e) {
                internalErrors.inc();
                LOG.error(
                        "A defect of Sealstream at {}: it becomes a dead letter",
                        addressed.evidence().origin().text(),
                        e);
                sides.output(deadLetters, withoutOriginal(addressed.evidence(), e));
                return;
            }
            results.counts().add(verdict);
            if (shadow != null) {
                results.counts().compare(difference);
            }
            if (difference != null) {
                differing.inc();
                sides.output(differences, difference);
            }
            out.collect(verdict);
        }
    }

    private static Verdict judge(TenantEvidence addressed, Policies policies) {
        return Authentication.judge(
                addressed.evidence(), addressed.tenant(), policies.policyOf(addressed.tenant()), addressed.signals());
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
