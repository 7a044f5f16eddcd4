package io.sealstream.mailauth.dmarc;

/** What a domain owner asks for (RFC 9989 §4.7, RFC 7489 §6.3). */
public enum DmarcPolicy {
    NONE,
    QUARANTINE,
    REJECT
}
