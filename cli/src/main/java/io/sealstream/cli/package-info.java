/** The commands. */
@NullMarked
package io.sealstream.cli;

import org.jspecify.annotations.NullMarked;
