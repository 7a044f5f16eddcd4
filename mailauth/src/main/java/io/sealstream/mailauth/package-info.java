/**
 * Mail authentication as pure functions over bytes and DNS answers. Start at {@link io.sealstream.mailauth.Authentication}.
 */
@NullMarked
package io.sealstream.mailauth;

import org.jspecify.annotations.NullMarked;
