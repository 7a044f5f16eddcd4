/**
 * Sender Policy Framework (RFC 7208).
 */
@NullMarked
package io.sealstream.mailauth.spf;

import org.jspecify.annotations.NullMarked;
