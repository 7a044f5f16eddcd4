package io.sealstream.mailauth.received;

import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Network;
import io.sealstream.mailauth.received.Traced.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hops before the receiver that its operator trusts, such as a filtering service that the MX names: what they received is judged
 * by the client that they tell of in their Received fields, those of their own networks of private addresses passed over too. Microsoft documents it as enhanced filtering for connectors.
 *
 * @param last whether the client of the receiver is such a hop, whatever its address
 * @param networks whose addresses are such hops
 */
public record SkipListing(boolean last, List<Network> networks) {
    public static final SkipListing NONE = new SkipListing(false, List.of());

    /** Skips whoever handed the message over. */
    public static final SkipListing LAST = new SkipListing(true, List.of());

    /** Hops that are passed over. */
    public static final int MAX_HOPS = 10;

    /** {@code last}, or addresses and networks such as {@code 192.0.2.0/24}; empty where one is neither. */
    public static Optional<SkipListing> parse(List<String> hops) {
        boolean last = hops.contains("last");
        List<Network> networks = new ArrayList<>();
        for (String hop : hops) {
            Optional<Network> network = Network.parse(hop);
            if (network.isPresent()) {
                networks.add(network.get());
            } else if (!hop.equals("last")) {
                return Optional.empty();
            }
        }
        return Optional.of(hops.isEmpty() ? NONE : new SkipListing(last, List.copyOf(networks)));
    }

    /**
     * The trace with client IP and HELO of the next client that is no such hop. They are not known where no Received field tells of
     * it. MAIL FROM and the receipt time stay.
     *
     * @param fields the Received fields from the top, the unreadable ones empty
     */
    Trace apply(Trace trace, List<Optional<ReceivedField>> fields) {
        IpAddress client = trace.clientIp().value();
        if (client == null || !(last || isListed(client))) {
            return trace;
        }
        int field = trace.boundary() >= 0 ? trace.boundary() + 1 : afterReceivers(fields, client);
        int skipped = 1;
        while (field < fields.size()) {
            @Nullable ReceivedField hop = fields.get(field++).orElse(null);
            if (hop == null || hop.ambiguous()) {
                return judged(trace, skipped, null, null);
            }
            if (hop.clientIp() != null && !isListed(hop.clientIp()) && !Receiver.isPrivate(hop.clientIp())) {
                return judged(trace, skipped, hop.clientIp(), hop.helo());
            }
            if (hop.clientIp() != null && isListed(hop.clientIp()) && ++skipped > MAX_HOPS) {
                break;
            }
        }
        return judged(trace, Math.min(skipped, MAX_HOPS), null, null);
    }

    private boolean isListed(IpAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** Below the field that the receiver wrote, where it wrote one: that which names the same client. */
    private static int afterReceivers(List<Optional<ReceivedField>> fields, IpAddress client) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i)
                    .map(ReceivedField::clientIp)
                    .filter(client::equals)
                    .isPresent()) {
                return i + 1;
            }
        }
        return 0;
    }

    private static Trace judged(Trace trace, int skipped, @Nullable IpAddress client, @Nullable String helo) {
        return new Trace(
                told(client, skipped),
                told(helo, skipped),
                trace.mailFrom(),
                trace.receivedAt(),
                trace.boundary(),
                trace.trustedFields(),
                skipped,
                trace.preset());
    }

    private static <T> Traced<T> told(@Nullable T value, int skipped) {
        return value == null ? Traced.unknown() : new Traced<>(value, Origin.SKIP_LISTED, skipped);
    }
}
