package io.sealstream.mailauth.message;

/** What is wrong with the From field (RFC 5322 §3.6.2, and the documented Microsoft rules of 2017-11). */
public enum FromDefect {
    MISSING,
    /** More than one From field. */
    SEVERAL_FIELDS,
    /** More than one address. */
    SEVERAL_ADDRESSES,
    SEVERAL_DOMAINS,
    NO_ADDRESS,
    UNPARSABLE,
    /** A domain that is a literal, a single label, or no domain name. */
    UNUSABLE_DOMAIN,
    GROUP,
    OBSOLETE_SYNTAX,
    TEXT_AFTER_ADDRESS,
    UNQUOTED_COMMA,
    NO_ANGLE_BRACKETS,
    ADDRESS_IN_QUOTES,
    NO_SPACE_BEFORE_ANGLE_BRACKET,
    /** More addresses or octets than are read. */
    TOO_LONG
}
