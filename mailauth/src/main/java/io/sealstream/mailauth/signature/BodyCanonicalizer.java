package io.sealstream.mailauth.signature;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Hands on the canonical form of a body (RFC 6376 §3.4.3, §3.4.4) as spans of its own octets: most mail needs no rewriting
 * between its first octet and the empty lines at its end, and is one span.
 *
 * <p>A bare CR is data. A bare LF is data too, unless {@code repair} says that the copy has lost its CRs: then it ends a line
 * and comes out as CRLF.
 */
final class BodyCanonicalizer {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] SPACE = {' '};

    private static final VarHandle OCTETS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final byte[] bytes;
    private final boolean repair;
    private final SpanSink sink;

    private BodyCanonicalizer(byte[] bytes, boolean repair, SpanSink sink) {
        this.bytes = bytes;
        this.repair = repair;
        this.sink = sink;
    }

    static void canonicalize(
            Canonicalization canonicalization, byte[] bytes, int start, int end, boolean repair, SpanSink sink) {
        BodyCanonicalizer body = new BodyCanonicalizer(bytes, repair, sink);
        switch (canonicalization) {
            case SIMPLE -> body.simple(start, end);
            case RELAXED -> body.relaxed(start, end);
        }
    }

    private void simple(int start, int end) {
        int last = withoutEmptyLines(start, end, false);
        if (repair) {
            restoreLineEnds(start, last);
        } else {
            emit(start, last);
        }
        sink.span(CRLF, 0, 2); // RFC 6376 §3.4.3: an empty body is a CRLF, a missing last CRLF is added
    }

    private void restoreLineEnds(int start, int end) {
        int clean = start;
        for (int i = nextLf(start, end); i < end; i = nextLf(i + 1, end)) {
            if (isBareLf(i, start)) {
                emit(clean, i);
                sink.span(CRLF, 0, 2);
                clean = i + 1;
            }
        }
        emit(clean, end);
    }

    private void relaxed(int start, int end) {
        int last = withoutEmptyLines(start, end, true);
        if (last == start) {
            return; // RFC 6376 §3.4.4: an empty body stays empty
        }
        int clean = start;
        int i = nextSuspect(start, last);
        while (i < last) {
            if (isWhiteSpace(bytes[i])) {
                int after = i + 1;
                while (after < last && isWhiteSpace(bytes[after])) {
                    after++;
                }
                if (endsLine(after, last)) {
                    emit(clean, i);
                    clean = after;
                } else if (after > i + 1 || bytes[i] == '\t') {
                    emit(clean, i);
                    sink.span(SPACE, 0, 1);
                    clean = after;
                }
                i = after;
            } else {
                if (repair && bytes[i] == '\n' && isBareLf(i, start)) {
                    emit(clean, i);
                    sink.span(CRLF, 0, 2);
                    clean = i + 1;
                }
                i++;
            }
            i = nextSuspect(i, last);
        }
        emit(clean, last);
        sink.span(CRLF, 0, 2);
    }

    /** The end of the body without the empty lines that end it; white space before them goes too where lines are relaxed. */
    private int withoutEmptyLines(int start, int end, boolean relaxed) {
        int last = end;
        while (last > start) {
            byte octet = bytes[last - 1];
            boolean afterCr = last - 1 > start && bytes[last - 2] == '\r';
            if (octet == '\n' && afterCr) {
                last -= 2;
            } else if ((octet == '\n' && repair) || (relaxed && isWhiteSpace(octet))) {
                last--;
            } else {
                break;
            }
        }
        return last;
    }

    private int nextLf(int from, int end) {
        int i = from;
        while (i + 8 <= end) {
            long found = equal((long) OCTETS.get(bytes, i), '\n');
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            i += 8;
        }
        while (i < end && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    /**
     * The first place from {@code from} on that may need rewriting, looking at 8 octets at a time. A place that needs none may
     * be given, one that does is never passed over.
     */
    private int nextSuspect(int from, int end) {
        int i = from;
        int lastWord = Math.min(end, bytes.length - 9);
        while (i <= lastWord) {
            long word = (long) OCTETS.get(bytes, i);
            if (((word - ONES * 0x21) & ~word & HIGH_BITS) != 0) { // some octet is a space or a control
                long suspects = suspects(word, (long) OCTETS.get(bytes, i + 1));
                if (suspects != 0) {
                    return Math.min(i + (Long.numberOfTrailingZeros(suspects) >>> 3), end);
                }
            }
            i += 8;
        }
        while (i < end && !isWhiteSpace(bytes[i]) && !(repair && bytes[i] == '\n')) {
            i++;
        }
        return Math.min(i, end);
    }

    /** Marks a tab, a space before white space or a line end, and, where lines are repaired, an LF. */
    private long suspects(long word, long next) {
        long afterSpace = equal(next, ' ') | equal(next, '\t') | equal(next, '\r');
        long found = equal(word, '\t');
        if (repair) {
            afterSpace |= equal(next, '\n');
            found |= equal(word, '\n');
        }
        return found | (equal(word, ' ') & afterSpace);
    }

    /** Sets the high bit of each octet that equals, and perhaps of some above the lowest of them. */
    private static long equal(long word, char octet) {
        long difference = word ^ (ONES * octet);
        return (difference - ONES) & ~difference & HIGH_BITS;
    }

    private boolean endsLine(int at, int end) {
        return at < end && (bytes[at] == '\r' ? at + 1 < end && bytes[at + 1] == '\n' : repair && bytes[at] == '\n');
    }

    private boolean isBareLf(int at, int start) {
        return at == start || bytes[at - 1] != '\r';
    }

    private static boolean isWhiteSpace(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private void emit(int from, int to) {
        if (to > from) {
            sink.span(bytes, from, to - from);
        }
    }
}
