package io.sealstream.mailauth.dns;

/** The record types that mail authentication asks for. */
public enum RecordType {
    A,
    AAAA,
    MX,
    PTR,
    TXT
}
