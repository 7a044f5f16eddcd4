/**
 * The index of a raw message (RFC 5322): header fields as offsets into its bytes, and where the body starts.
 */
@NullMarked
package io.sealstream.mailauth.message;

import org.jspecify.annotations.NullMarked;
