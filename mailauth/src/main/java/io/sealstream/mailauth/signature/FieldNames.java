package io.sealstream.mailauth.signature;

import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.message.Message;
import java.util.Arrays;

/**
 * Finds the fields that {@code h=} names, from the bottom of the header (RFC 6376 §5.4.2), in constant time for each name:
 * a hash table over the names without a String, and for each field the next one above with the same name.
 */
final class FieldNames {
    /** A header with names that collide more often than this was made for it, and no signature over it is checked. */
    private static final int MAX_PROBES = 64;

    private static final int NONE = -1;

    private final Message message;
    private final int[] table;
    private final int[] above;
    private final int[] start;
    private final int[] nameEnd;
    private boolean hostile;

    FieldNames(Message message) {
        this.message = message;
        int fields = message.fieldCount();
        table = new int[Integer.highestOneBit(Math.max(fields, 4)) * 4];
        above = new int[fields];
        start = new int[fields];
        nameEnd = new int[fields];
        Arrays.fill(table, NONE);
        byte[] bytes = message.bytes();
        for (int i = 0; i < fields; i++) {
            HeaderField field = message.field(i);
            start[i] = field.start();
            nameEnd[i] = field.nameEnd();
            int slot = slot(bytes, start[i], nameEnd[i]);
            if (slot == NONE) {
                hostile = true;
                return;
            }
            above[i] = table[slot];
            table[slot] = i;
        }
    }

    /** Whether the names were made to collide: then some are not found. */
    boolean hostile() {
        return hostile;
    }

    /** The slot that holds the lowest field of that name, or that would; -1: too many names stand in its way. */
    private int slot(byte[] bytes, int from, int to) {
        int slot = hash(bytes, from, to) & (table.length - 1);
        for (int probe = 0; probe < MAX_PROBES; probe++) {
            if (table[slot] == NONE || sameName(table[slot], bytes, from, to)) {
                return slot;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return NONE;
    }

    private boolean sameName(int field, byte[] bytes, int from, int to) {
        if (nameEnd[field] - start[field] != to - from) {
            return false;
        }
        byte[] octets = message.bytes();
        for (int i = 0; i < to - from; i++) {
            if (lowerCase(octets[start[field] + i]) != lowerCase(bytes[from + i])) {
                return false;
            }
        }
        return true;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + lowerCase(bytes[i]);
        }
        hash *= 0x9E3779B1;
        return hash ^ (hash >>> 15);
    }

    /** Whether those octets are that name, compared without case. */
    static boolean same(byte[] bytes, int from, int to, String lowerCaseName) {
        boolean same = to - from == lowerCaseName.length();
        for (int i = 0; same && i < to - from; i++) {
            same = lowerCase(bytes[from + i]) == lowerCaseName.charAt(i);
        }
        return same;
    }

    static byte lowerCase(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? (byte) (octet + ('a' - 'A')) : octet;
    }

    /** A selection for one signature: each field is given once. */
    Selection select() {
        return new Selection();
    }

    /** What of the header one signature has not yet taken. */
    final class Selection {
        private final int[] remaining = table.clone();

        /** The index of the lowest field of that name that was not yet given; -1: none is left (RFC 6376 §5.4.2). */
        int next(byte[] bytes, int from, int to) {
            int slot = slot(bytes, from, to);
            int field = slot == NONE ? NONE : remaining[slot];
            if (field != NONE) {
                remaining[slot] = above[field];
            }
            return field;
        }
    }
}
