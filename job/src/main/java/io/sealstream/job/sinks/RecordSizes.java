package io.sealstream.job.sinks;

import io.sealstream.functions.dns.AnswerRecorder;
import io.sealstream.job.config.Limits;
import io.sealstream.serde.verdict.VerdictJson;

/** How large the records become that the job writes, by its limits. */
final class RecordSizes {
    /** A verdict, as its serializer bounds it. */
    static final int VERDICT = VerdictJson.DEFAULT_MAX_BYTES;

    /** Key, headers and framing: ids, coordinates and a reason, each bounded by its serializer. */
    static final int OVERHEAD = 64 << 10;

    /** Kafka's default for {@code buffer.memory}. */
    private static final long BUFFER_MEMORY = 32L << 20;

    /** Kafka's default for {@code max.request.size} and nearly that of {@code max.message.bytes}. */
    private static final int REQUEST = 1 << 20;

    private RecordSizes() {}

    static int verdict() {
        return VERDICT + OVERHEAD;
    }

    /** A difference: ids, reasons and entries of a policy, each bounded. */
    static int difference() {
        return OVERHEAD;
    }

    static int answerRow() {
        return AnswerRecorder.MAX_ROW + OVERHEAD;
    }

    static int deadLetter(Limits limits) {
        return limits.deadLetterMaxBytes() + OVERHEAD;
    }

    /** For {@code max.request.size}: the largest record, and at least Kafka's default. */
    static int largest(Limits limits) {
        return Math.max(Math.max(REQUEST, answerRow()), Math.max(verdict(), deadLetter(limits)));
    }

    /** For {@code buffer.memory}: at least two records of the largest size. */
    static long bufferMemory(Limits limits) {
        return Math.max(BUFFER_MEMORY, 2L * largest(limits));
    }
}
