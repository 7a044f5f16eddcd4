/**
 * Composite authentication in the manner of Microsoft 365.
 */
@NullMarked
package io.sealstream.mailauth.compauth;

import org.jspecify.annotations.NullMarked;
