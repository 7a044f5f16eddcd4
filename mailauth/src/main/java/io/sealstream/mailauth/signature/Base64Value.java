package io.sealstream.mailauth.signature;

import io.sealstream.mailauth.tag.TagList;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A {@code base64string} (RFC 6376 §3.2): white space may stand anywhere in it. */
final class Base64Value {
    private Base64Value() {}

    /** The octets that the value of a tag stands for; null where it is not base64. */
    static byte @Nullable [] decode(TagList list, int tag) {
        byte[] bytes = list.bytes();
        int start = list.rawStart(tag);
        int end = list.rawEnd(tag);
        int length = 0;
        for (int i = start; i < end; i++) {
            length += isWhiteSpace(bytes[i]) ? 0 : 1;
        }
        byte[] compact = new byte[length];
        int at = 0;
        for (int i = start; i < end; i++) {
            if (!isWhiteSpace(bytes[i])) {
                compact[at++] = bytes[i];
            }
        }
        try {
            return Base64.getDecoder().decode(compact);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static boolean isWhiteSpace(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }
}
