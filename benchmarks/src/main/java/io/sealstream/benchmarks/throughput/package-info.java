/**
 * What a message costs: the library alone, inside Flink, and from Kafka and back, beside the floor and openssl in the same run.
 * Start at {@link io.sealstream.benchmarks.throughput.BenchCommand}.
 */
@NullMarked
package io.sealstream.benchmarks.throughput;

import org.jspecify.annotations.NullMarked;
