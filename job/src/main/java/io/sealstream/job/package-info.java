/** The topology, its sources and sinks, and its configuration. */
@NullMarked
package io.sealstream.job;

import org.jspecify.annotations.NullMarked;
