/** How mail and verdicts travel. */
@NullMarked
package io.sealstream.serde;

import org.jspecify.annotations.NullMarked;
