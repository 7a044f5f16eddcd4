/**
 * DomainKeys Identified Mail (RFC 6376, 8301, 8463, 8616).
 */
@NullMarked
package io.sealstream.mailauth.dkim;

import org.jspecify.annotations.NullMarked;
