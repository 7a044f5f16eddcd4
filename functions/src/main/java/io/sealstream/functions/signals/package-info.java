/**
 * Living signals: what is known of a message's sender, domain and infrastructure, from the mail that came before it. Start at
 * {@link io.sealstream.functions.signals.SenderSignals}; thresholds and limits are in {@code docs/signals.md}.
 */
@NullMarked
package io.sealstream.functions.signals;

import org.jspecify.annotations.NullMarked;
