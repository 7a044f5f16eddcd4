package io.sealstream.functions.authenticate;

import org.apache.flink.api.common.accumulators.Accumulator;

/** Carries {@link ResultCounts} from the subtasks of a job to its end. */
public final class ResultAccumulator implements Accumulator<ResultCounts, ResultCounts> {
    private static final long serialVersionUID = 1L;

    private final ResultCounts counts = new ResultCounts();

    public ResultCounts counts() {
        return counts;
    }

    @Override
    public void add(ResultCounts more) {
        counts.addAll(more);
    }

    @Override
    public ResultCounts getLocalValue() {
        return counts;
    }

    @Override
    public void resetLocal() {
        counts.clear();
    }

    @Override
    public void merge(Accumulator<ResultCounts, ResultCounts> other) {
        counts.addAll(other.getLocalValue());
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod") // the fields are final, and a copy has counts of its own
    public Accumulator<ResultCounts, ResultCounts> clone() {
        ResultAccumulator copy = new ResultAccumulator();
        copy.counts.addAll(counts);
        return copy;
    }
}
