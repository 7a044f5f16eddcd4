/** What one machine needs to run the job without a cluster: a Kafka broker and a Flink cluster inside this JVM. */
@NullMarked
package io.sealstream.cli.local;

import org.jspecify.annotations.NullMarked;
