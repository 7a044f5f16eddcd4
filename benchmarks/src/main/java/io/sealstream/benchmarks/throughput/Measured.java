package io.sealstream.benchmarks.throughput;

import io.sealstream.benchmarks.throughput.Meter.Usage;

/**
 * What a number of messages took.
 *
 * @param bytes octets of the messages
 * @param dnsCacheHitRatio the share of DNS look-ups meanwhile that the cache answered at once
 */
record Measured(long messages, long bytes, Usage usage, double dnsCacheHitRatio) {
    double cpuMicrosPerMessage() {
        return usage.cpuNanos() / 1e3 / messages;
    }

    /** The part of it that is the JVM's compiler's: of a run that is warm, next to nothing. */
    double compilerMicrosPerMessage() {
        return usage.compilerNanos() / 1e3 / messages;
    }

    double messagesPerSecond() {
        return messages * 1e9 / usage.wallNanos();
    }

    /** In units of 10^6 octets. */
    double megabytesPerSecond() {
        return bytes * 1e3 / usage.wallNanos();
    }

    double allocatedBytesPerMessage() {
        return (double) usage.allocatedBytes() / messages;
    }

    double bytesPerMessage() {
        return (double) bytes / messages;
    }
}
