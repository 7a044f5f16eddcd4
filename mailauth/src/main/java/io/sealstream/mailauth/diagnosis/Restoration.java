package io.sealstream.mailauth.diagnosis;

import java.util.List;

/**
 * What was undone, and the proof of it.
 *
 * @param octets the body, or the signed fields of the header, for which hash or signature match; not shared
 */
record Restoration(List<Repair> repairs, byte[] octets) {}
