package io.sealstream.mailauth.spf;

/** Which identity was checked (RFC 7208 §2.3, §2.4). */
public enum SpfIdentity {
    MAIL_FROM,
    HELO
}
