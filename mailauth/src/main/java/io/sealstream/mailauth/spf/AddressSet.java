package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.IpAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Networks of one address family, and how many addresses are in at least one of them. */
final class AddressSet {
    private record Range(BigInteger first, BigInteger last) {}

    private final int bits;
    private final List<Range> ranges = new ArrayList<>();

    /** @param bits of an address: 32 or 128 */
    AddressSet(int bits) {
        this.bits = bits;
    }

    /** Adds the network of an address, where that is of this family. */
    void add(IpAddress address, int prefix) {
        if (address.bits() == bits) {
            int hostBits = bits - prefix;
            BigInteger first =
                    new BigInteger(1, address.octets()).shiftRight(hostBits).shiftLeft(hostBits);
            ranges.add(new Range(first, first.add(size(hostBits)).subtract(BigInteger.ONE)));
        }
    }

    void addAll() {
        ranges.add(new Range(BigInteger.ZERO, size(bits).subtract(BigInteger.ONE)));
    }

    private static BigInteger size(int hostBits) {
        return BigInteger.ONE.shiftLeft(hostBits);
    }

    BigInteger count() {
        ranges.sort(Comparator.comparing(Range::first));
        BigInteger count = BigInteger.ZERO;
        BigInteger next = BigInteger.ZERO;
        for (Range range : ranges) {
            BigInteger first = range.first.max(next);
            if (first.compareTo(range.last) <= 0) {
                next = range.last.add(BigInteger.ONE);
                count = count.add(next.subtract(first));
            }
        }
        return count;
    }
}
