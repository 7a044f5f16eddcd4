package io.sealstream.mailauth.signature;

import org.jspecify.annotations.Nullable;

/**
 * The hash of a canonical body up to a limit.
 *
 * @param digest null where the body is shorter than the limit (RFC 6376 §3.5, {@code l=})
 * @param unhashed octets of the canonical body beyond the limit
 */
public record BodyHash(byte @Nullable [] digest, long unhashed) {}
