package io.sealstream.mailauth.dmarc;

/** Which text governs. */
public enum DmarcEdition {
    /** The Public Suffix List, until 2026-04. */
    RFC7489,
    /** The DNS tree walk, from 2026-05. */
    RFC9989
}
