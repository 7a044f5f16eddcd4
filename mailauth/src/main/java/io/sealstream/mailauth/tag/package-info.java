/**
 * Tag=value lists (RFC 6376 §3.2), used by DKIM, ARC and DMARC.
 */
@NullMarked
package io.sealstream.mailauth.tag;

import org.jspecify.annotations.NullMarked;
