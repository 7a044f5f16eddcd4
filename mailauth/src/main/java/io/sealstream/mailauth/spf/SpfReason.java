package io.sealstream.mailauth.spf;

/** Why a check came to its status. */
public enum SpfReason {
    /** A mechanism matched; its qualifier is the status. */
    MATCHED,
    /** No mechanism matched and there is no redirect (RFC 7208 §4.7). */
    NO_MATCH,
    /** The domain publishes no record (§4.5). */
    NO_RECORD,
    /** The domain is malformed, a literal, or not multi-label (§4.3). */
    INVALID_DOMAIN,
    /** The domain of the identity does not exist (§4.3). */
    NO_SUCH_DOMAIN,
    /** Several records at one name (§4.5). */
    MULTIPLE_RECORDS,
    /** The record does not parse (§4.6). */
    SYNTAX_ERROR,
    /** More than ten terms that query DNS (§4.6.4). */
    TOO_MANY_LOOKUPS,
    /** More than two look-ups without an answer (§4.6.4). */
    TOO_MANY_VOID_LOOKUPS,
    /** More than ten names for an mx (§4.6.4). */
    TOO_MANY_NAMES,
    /** An include of a domain without a record (§5.2). */
    INCLUDE_WITHOUT_RECORD,
    /** A redirect to a domain without a record (§6.1). */
    REDIRECT_WITHOUT_RECORD,
    /** A DNS query failed (§2.6.6). */
    DNS_FAILURE,
    /** No client IP that can be trusted. */
    NO_CLIENT_IP,
    /** No usable identity: a null MAIL FROM and no HELO name, or a macro for what the client said and nobody kept. */
    NO_IDENTITY,
    /** A record that was needed was not observed as of the message's receipt. */
    NOT_OBSERVED
}
