/** The DNS sources and the Flink functions. */
@NullMarked
package io.sealstream.functions;

import org.jspecify.annotations.NullMarked;
