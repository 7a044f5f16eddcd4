package io.sealstream.benchmarks.corpus;

import io.sealstream.benchmarks.corpus.MessageGenerator.Generated;
import java.io.Closeable;
import java.io.IOException;

/** Where the messages of a corpus go, one after the other. */
interface CorpusWriter extends Closeable {
    void write(Generated message) throws IOException;
}
