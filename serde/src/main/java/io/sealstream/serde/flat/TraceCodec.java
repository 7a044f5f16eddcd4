package io.sealstream.serde.flat;

import io.sealstream.mailauth.received.ReceiptTime;
import io.sealstream.mailauth.received.Trace;
import io.sealstream.mailauth.received.Traced;
import java.io.IOException;

/** {@link Trace}. */
final class TraceCodec {
    private TraceCodec() {}

    static void write(FlatOutput out, Trace trace) throws IOException {
        writeTraced(out, trace.clientIp(), MailCodec::writeAddress);
        writeTraced(out, trace.helo(), FlatOutput::text);
        writeTraced(out, trace.mailFrom(), FlatOutput::text);
        writeTraced(out, trace.receivedAt().at(), FlatOutput::instant);
        out.nullable(trace.receivedAt().notBefore(), FlatOutput::instant);
        out.nullable(trace.receivedAt().notAfter(), FlatOutput::instant);
        out.number(trace.boundary());
        out.number(trace.trustedFields());
        out.number(trace.skipped());
        out.nullable(trace.preset(), FlatOutput::text);
    }

    static Trace read(FlatInput in) throws IOException {
        return new Trace(
                readTraced(in, MailCodec::readAddress),
                readTraced(in, FlatInput::text),
                readTraced(in, FlatInput::text),
                new ReceiptTime(
                        readTraced(in, FlatInput::instant),
                        in.nullable(FlatInput::instant),
                        in.nullable(FlatInput::instant)),
                in.integer(),
                in.integer(),
                in.since(2, FlatInput::integer, 0),
                in.nullable(FlatInput::text));
    }

    private static <T> void writeTraced(FlatOutput out, Traced<T> traced, FlatOutput.Writer<T> writer)
            throws IOException {
        out.nullable(traced.value(), writer);
        out.constant(traced.origin());
        out.number(traced.field());
    }

    private static <T> Traced<T> readTraced(FlatInput in, FlatInput.Reader<T> reader) throws IOException {
        return new Traced<>(in.nullable(reader), in.constant(Traced.Origin.class), in.integer());
    }
}
