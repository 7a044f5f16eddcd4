/**
 * The benchmark corpus: mail as providers see it, each message with what is to be found of it. Start at
 * {@link io.sealstream.benchmarks.corpus.MessageGenerator}.
 */
@NullMarked
package io.sealstream.benchmarks.corpus;

import org.jspecify.annotations.NullMarked;
