/**
 * Mail from Kafka records, and verdicts and dead letters as Kafka records.
 */
@NullMarked
package io.sealstream.serde.kafka;

import org.jspecify.annotations.NullMarked;
