package io.sealstream.benchmarks.throughput;

import io.sealstream.mailauth.Verdict;
import io.sealstream.serde.verdict.VerdictJson;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes each verdict as JSON, and drops it. */
final class JsonSink implements Sink<Verdict> {
    private static final long serialVersionUID = 1L;

    private final VerdictJson json;

    JsonSink(VerdictJson json) {
        this.json = json;
    }

    @Override
    public SinkWriter<Verdict> createWriter(WriterInitContext context) {
        return new SinkWriter<>() {
            /** Of all verdicts, so that none is written for nothing. */
            private long octets;

            @Override
            public void write(Verdict verdict, Context sink) {
                octets += json.write(verdict).length;
            }

            @Override
            public void flush(boolean endOfInput) {
                if (octets < 0) {
                    throw new IllegalStateException("less than nothing was written");
                }
            }

            @Override
            public void close() {}
        };
    }
}
