/**
 * The host name of the connecting client, as far as its own zone confirms it (RFC 8601 §2.7.3). Start at {@link
 * io.sealstream.mailauth.iprev.Iprev}.
 */
@NullMarked
package io.sealstream.mailauth.iprev;

import org.jspecify.annotations.NullMarked;
