/**
 * What DKIM and ARC share: canonicalization, body hash, header hash, public key record, signature check.
 */
@NullMarked
package io.sealstream.mailauth.signature;

import org.jspecify.annotations.NullMarked;
