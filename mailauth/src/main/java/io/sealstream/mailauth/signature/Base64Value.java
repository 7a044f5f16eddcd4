package io.sealstream.mailauth.signature;

import io.sealstream.mailauth.tag.TagList;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A {@code base64string} (RFC 6376 §3.2): white space may stand anywhere in it. */
final class Base64Value {
    private Base64Value() {}

    /** The octets that the value of a tag stands for; null where it is not base64. */
    static byte @Nullable [] decode(TagList list, int tag) {
        byte[] bytes = list.bytes();
        byte[] compact = new byte[list.rawEnd(tag) - list.rawStart(tag)];
        int length = 0;
        for (int i = list.rawStart(tag); i < list.rawEnd(tag); i++) {
            byte octet = bytes[i];
            if (octet != ' ' && octet != '\t' && octet != '\r' && octet != '\n') {
                compact[length++] = octet;
            }
        }
        try {
            return Base64.getDecoder().decode(Arrays.copyOf(compact, length));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
