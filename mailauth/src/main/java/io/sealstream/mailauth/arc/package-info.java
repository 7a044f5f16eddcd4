/**
 * Authenticated Received Chain (RFC 8617).
 */
@NullMarked
package io.sealstream.mailauth.arc;

import org.jspecify.annotations.NullMarked;
