package io.sealstream.mailauth.diagnosis;

import java.nio.charset.StandardCharsets;

/**
 * A header field as it may have been.
 *
 * @param index of the field that is there now, from the top; from the number of fields on: there is none
 * @param field as it was, with its name and without the last line end, one char an octet; empty: it was not there
 */
record FieldChange(int index, String field, Repair repair) {
    /** Of characters that are no octets, the octets of UTF-8. */
    static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
