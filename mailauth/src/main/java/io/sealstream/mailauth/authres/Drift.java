package io.sealstream.mailauth.authres;

import org.jspecify.annotations.Nullable;

/**
 * A point where what we found differs from what the receiver stamped.
 *
 * @param identifier the domain that the result is about; null where it names none
 * @param stamped the receiver's result in its words, such as {@code timeout} or {@code fail reason=001}
 * @param ours in the words of a verdict
 */
public record Drift(Method method, @Nullable String identifier, String stamped, String ours, Reason reason) {

    /** What was evaluated, by the receiver and by us. */
    public enum Method {
        SPF,
        DKIM,
        ARC,
        DMARC,
        COMPAUTH
    }

    /** Why the two differ, as far as our evidence tells. */
    public enum Reason {
        /** The receiver had a key that is no more, or was revoked since. */
        KEY_GONE,
        /** A key is there, or a record, and another than the receiver's. */
        RECORD_CHANGED,
        /** The copy is not what the receiver took: a signed part was changed, or a signature was added or removed. */
        ALTERED_AFTER_RECEIPT,
        /** One of the two lacked what the other had: an answer of DNS, the client IP, the identity. */
        NOT_EVALUABLE,
        /** The same evidence, judged by another rule. */
        RULE_DIFFERS
    }
}
