/**
 * Authentication-Results, read and written: RFC 8601 and Microsoft's dialects.
 * It knows the trace and the results of the protocols, and none of these knows it.
 */
@NullMarked
package io.sealstream.mailauth.authres;

import org.jspecify.annotations.NullMarked;
