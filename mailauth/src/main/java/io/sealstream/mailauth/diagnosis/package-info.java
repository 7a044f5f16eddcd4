/**
 * How the signature of a message broke on its way: what intermediaries do is undone until hash or signature match. Shared by
 * DKIM and ARC, asked for on demand.
 */
@NullMarked
package io.sealstream.mailauth.diagnosis;

import org.jspecify.annotations.NullMarked;
