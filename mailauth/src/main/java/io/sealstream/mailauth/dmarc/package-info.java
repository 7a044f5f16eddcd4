/**
 * Domain-based Message Authentication, Reporting and Conformance (RFC 9989 and RFC 7489).
 */
@NullMarked
package io.sealstream.mailauth.dmarc;

import org.jspecify.annotations.NullMarked;
