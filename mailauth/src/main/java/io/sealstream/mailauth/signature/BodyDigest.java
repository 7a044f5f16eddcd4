package io.sealstream.mailauth.signature;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hashes canonical octets, and notes the hash at each of several lengths on the way: one pass serves every {@code l=}. Short
 * spans are gathered, long ones go to the digest as they are.
 */
final class BodyDigest implements SpanSink {
    private static final int LONG_SPAN = 256;
    private static final int MOST_GATHERED = 4_096;

    private final MessageDigest digest;
    private final long[] limits;
    private final byte[] @Nullable [] atLimit;
    /** Grows where it must: most bodies are one long span and a CRLF. */
    private byte[] gathered = new byte[64];

    private int gatheredLength;
    private int nextLimit;
    private long length;

    /** Notes the hash at each of {@code limits}, which ascend. */
    BodyDigest(HashAlgorithm algorithm, long[] limits) {
        this.digest = algorithm.newDigest();
        this.limits = limits;
        this.atLimit = new byte[limits.length][];
        noteLimits();
    }

    @Override
    public void span(byte[] bytes, int offset, int spanLength) {
        int from = offset;
        int end = offset + spanLength;
        while (nextLimit < limits.length && limits[nextLimit] - length <= end - from) {
            int upToLimit = (int) (limits[nextLimit] - length);
            put(bytes, from, upToLimit);
            from += upToLimit;
            noteLimits();
        }
        put(bytes, from, end - from);
    }

    private void put(byte[] bytes, int offset, int count) {
        if (count >= LONG_SPAN) {
            flush();
            digest.update(bytes, offset, count);
        } else if (count > 0) {
            if (gatheredLength + count > gathered.length) {
                makeRoom();
            }
            System.arraycopy(bytes, offset, gathered, gatheredLength, count);
            gatheredLength += count;
        }
        length += count;
    }

    private void makeRoom() {
        if (gathered.length < MOST_GATHERED) {
            gathered = Arrays.copyOf(gathered, MOST_GATHERED);
        } else {
            flush();
        }
    }

    private void flush() {
        digest.update(gathered, 0, gatheredLength);
        gatheredLength = 0;
    }

    private void noteLimits() {
        while (nextLimit < limits.length && limits[nextLimit] == length) {
            flush();
            try {
                atLimit[nextLimit++] = ((MessageDigest) digest.clone()).digest();
            } catch (CloneNotSupportedException everyDigestOfTheJdkIsCloneable) {
                throw new IllegalStateException(everyDigestOfTheJdkIsCloneable);
            }
        }
    }

    /** The hash of all octets. Ends this digest. */
    byte[] finish() {
        flush();
        return digest.digest();
    }

    /** How many octets came. */
    long length() {
        return length;
    }

    /** The hash at the limit with that index; null where fewer octets came. */
    byte @Nullable [] atLimit(int index) {
        return atLimit[index];
    }
}
