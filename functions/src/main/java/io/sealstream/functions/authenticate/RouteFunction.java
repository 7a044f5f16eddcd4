package io.sealstream.functions.authenticate;

import io.sealstream.functions.dns.AnswerRecorder;
import io.sealstream.mailauth.Evidence;
import io.sealstream.serde.Examined;
import io.sealstream.serde.Unreadable;
import java.io.IOException;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Parts what was examined: evidence goes on, what could not be read goes to a side output, and the DNS answers that the evidence
 * rests on to another, where they are logged.
 */
public final class RouteFunction extends ProcessFunction<Examined, Evidence> {
    private static final long serialVersionUID = 1L;

    /** The accumulator of the number of dead letters of a run. */
    public static final String DEAD_LETTERS = "dead-letters";

    /** The accumulator of the {@link io.sealstream.functions.dns.DnsCounts} of a run: an async function may have none. */
    public static final String DNS = "dns";

    private final OutputTag<Unreadable> deadLetters;
    private final @Nullable OutputTag<byte[]> dnsLog;
    private final LongCounter count = new LongCounter();

    private transient AnswerRecorder recorder;
    private transient DnsAccumulator asked;

    /** @param dnsLog takes the rows of the log of answers; null: there is none */
    public RouteFunction(OutputTag<Unreadable> deadLetters, @Nullable OutputTag<byte[]> dnsLog) {
        this.deadLetters = deadLetters;
        this.dnsLog = dnsLog;
    }

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(DEAD_LETTERS, count);
        asked = new DnsAccumulator();
        getRuntimeContext().addAccumulator(DNS, asked);
        recorder = new AnswerRecorder();
    }

    @Override
    public void processElement(Examined examined, Context context, Collector<Evidence> out) throws IOException {
        if (dnsLog != null && examined instanceof Examined.Found found) {
            recorder.record(found.evidence(), row -> context.output(dnsLog, row));
        }
        examined.route(out::collect, unreadable -> {
            count.add(1);
            context.output(deadLetters, unreadable);
        });
    }

    /** By now every message has passed. */
    @Override
    public void close() {
        if (asked != null) {
            SharedResources.tellDns(getRuntimeContext().getJobInfo().getJobId(), asked);
        }
    }
}
