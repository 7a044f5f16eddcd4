/**
 * The bundled sample mail, and what writes it. Start at {@link io.sealstream.cli.sample.SampleGenerator}: a class for each
 * theme holds messages, DNS and expected results side by side.
 */
@NullMarked
package io.sealstream.cli.sample;

import org.jspecify.annotations.NullMarked;
