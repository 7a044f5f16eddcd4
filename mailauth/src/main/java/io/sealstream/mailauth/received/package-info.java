/**
 * The trace: the boundary, and which client IP, HELO and receipt time to trust, and how far.
 */
@NullMarked
package io.sealstream.mailauth.received;

import org.jspecify.annotations.NullMarked;
