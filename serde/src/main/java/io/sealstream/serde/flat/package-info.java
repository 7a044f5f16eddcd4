/**
 * The binary form in which records pass between Flink's operators and into checkpoints: flat, field by field, behind a
 * version byte. Start at {@link io.sealstream.serde.flat.FlatTypes}.
 */
@NullMarked
package io.sealstream.serde.flat;

import org.jspecify.annotations.NullMarked;
