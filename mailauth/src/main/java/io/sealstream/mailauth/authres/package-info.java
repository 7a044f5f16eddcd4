/**
 * Authentication-Results, read and written: RFC 8601 and Microsoft's dialects.
 */
@NullMarked
package io.sealstream.mailauth.authres;

import org.jspecify.annotations.NullMarked;
