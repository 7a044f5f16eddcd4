/** The feedback of analysts as JSON, schema {@code sealstream.feedback/1}. */
@NullMarked
package io.sealstream.serde.feedback;

import org.jspecify.annotations.NullMarked;
