package io.sealstream.mailauth.iprev;

/** The results of {@code iprev} (RFC 8601 §2.7.3), and two of ours. */
public enum IprevStatus {
    /** A name that the PTR records give resolves to the client's address. */
    PASS,
    /** PTR records give names, and none of them resolves to the client's address. */
    FAIL,
    /** A query failed, and no other name is confirmed. */
    TEMPERROR,
    /** There is no PTR record. */
    PERMERROR,
    /** The client's address is not known. */
    NOT_EVALUABLE,
    /** What DNS said then was not observed. */
    UNVERIFIABLE
}
