/** Delivery status notifications (RFC 3464). Start at {@link io.sealstream.mailauth.dsn.Dsn}. */
@NullMarked
package io.sealstream.mailauth.dsn;

import org.jspecify.annotations.NullMarked;
