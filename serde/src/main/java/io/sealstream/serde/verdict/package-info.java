/**
 * The verdict's JSON, schema {@code sealstream.verdict/1} (the JSON Schema lies beside these classes). Start at
 * {@link io.sealstream.serde.verdict.VerdictJson}.
 */
@NullMarked
package io.sealstream.serde.verdict;

import org.jspecify.annotations.NullMarked;
