package io.sealstream.functions.authenticate;

import io.sealstream.mailauth.Evidence;
import io.sealstream.serde.Examined;
import io.sealstream.serde.Unreadable;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Parts what was examined: evidence goes on, what could not be read goes to the side output. */
public final class RouteFunction extends ProcessFunction<Examined, Evidence> {
    private static final long serialVersionUID = 1L;

    /** The accumulator of the number of dead letters of a run. */
    public static final String DEAD_LETTERS = "dead-letters";

    private final OutputTag<Unreadable> deadLetters;
    private final LongCounter count = new LongCounter();

    public RouteFunction(OutputTag<Unreadable> deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(DEAD_LETTERS, count);
    }

    @Override
    public void processElement(Examined examined, Context context, Collector<Evidence> out) {
        examined.route(out::collect, unreadable -> {
            count.add(1);
            context.output(deadLetters, unreadable);
        });
    }
}
