/** Benchmarks and the corpus generator. */
@NullMarked
package io.sealstream.benchmarks;

import org.jspecify.annotations.NullMarked;
