package io.sealstream.mailauth.dkim;

/** What an analyst should know of a signature beside its status. */
public enum DkimFlag {
    /** {@code l=} leaves octets of the body unsigned. */
    UNSIGNED_BODY,
    /** {@code t=} lies after the receipt time. */
    SIGNED_IN_FUTURE,
    /** The key has {@code t=y}. */
    KEY_TESTING,
    /** The key has {@code t=s}. */
    KEY_STRICT,
    /** The key that verifies was seen only after the receipt. */
    KEY_OBSERVED_LATER,
    /** The key that verifies was seen only before the receipt. */
    KEY_OBSERVED_EARLIER,
    /** Several key records at the selector; one of them verifies. */
    SEVERAL_KEYS,
    /** Signed with rsa-sha1. */
    SHA1,
    /** The message has bare LF, and was hashed as though it had CRLF. */
    LINE_ENDINGS_REPAIRED,
    /** The receipt time is unknown, so {@code x=} was not judged. */
    EXPIRY_NOT_EVALUATED,
    /** The failure speaks of this copy of the message only. */
    THIS_COPY
}
