/**
 * How mail and verdicts travel: what comes in ({@link io.sealstream.serde.Intake}), what comes out of the authentication
 * ({@link io.sealstream.serde.Examined}), and what could not be read ({@link io.sealstream.serde.Unreadable}).
 */
@NullMarked
package io.sealstream.serde;

import org.jspecify.annotations.NullMarked;
