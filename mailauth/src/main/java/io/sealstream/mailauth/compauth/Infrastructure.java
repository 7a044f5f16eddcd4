package io.sealstream.mailauth.compauth;

import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.iprev.IprevResult;
import io.sealstream.mailauth.iprev.IprevStatus;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sending infrastructure as a tenant names it: the organizational domain of the client's confirmed host name, or a domain whose
 * signature verifies; the network of a client without a host name, {@code 192.0.2.0/24}; or {@code *}, any. Microsoft documents
 * these forms for the entries of its tenant allow and block list.
 *
 * @param domain null in the two other forms
 * @param network the first address of the network; null in the two other forms
 * @param prefix the length of the network's prefix; 0 without one
 */
public record Infrastructure(
        @Nullable DomainName domain, @Nullable IpAddress network, int prefix) {
    public static final Infrastructure ANY = new Infrastructure(null, null, 0);

    private static final Set<DkimStatus> PROVEN = EnumSet.of(DkimStatus.PASS);
    private static final Set<DkimStatus> OPEN =
            EnumSet.of(DkimStatus.UNVERIFIABLE, DkimStatus.TEMPERROR, DkimStatus.SKIPPED);

    /** The networks by which clients without a host name are told apart. */
    public static final int PREFIX_V4 = 24;

    /** Ours: the documented form is of IPv4 only. */
    public static final int PREFIX_V6 = 48;

    /** Reads one of the three forms; empty where the text is none of them. A network wider than the documented one is none. */
    public static Optional<Infrastructure> parse(String text) {
        String trimmed = text.strip();
        if (trimmed.equals("*")) {
            return Optional.of(ANY);
        }
        int slash = trimmed.indexOf('/');
        return slash < 0
                ? DomainName.parse(trimmed)
                        .filter(name -> name.labelCount() > 1 && !isAddress(trimmed))
                        .map(name -> new Infrastructure(name, null, 0))
                : network(trimmed.substring(0, slash), trimmed.substring(slash + 1));
    }

    private static boolean isAddress(String text) {
        return IpAddress.parse(text).isPresent();
    }

    private static Optional<Infrastructure> network(String address, String length) {
        return IpAddress.parse(address).flatMap(ip -> {
            int least = ip.isV4() ? PREFIX_V4 : PREFIX_V6;
            return length.matches("[0-9]{1,3}")
                            && Integer.parseInt(length) >= least
                            && Integer.parseInt(length) <= ip.bits()
                    ? Optional.of(new Infrastructure(null, ip, Integer.parseInt(length)))
                    : Optional.empty();
        });
    }

    public boolean isAny() {
        return domain == null && network == null;
    }

    /** Whether the message came from it. */
    boolean sent(CompositeInput message) {
        if (domain != null) {
            return domain.equals(message.iprev().organizationalDomain()) || signed(message, domain, PROVEN);
        }
        IpAddress client = message.clientIp();
        return network == null || (client != null && hasNoName(message.iprev()) && client.isWithin(network, prefix));
    }

    /** Whether it may have come from it, for all that is known: a host name or a key was not to be had. */
    boolean mayHaveSent(CompositeInput message) {
        return sent(message)
                || (domain != null && (message.iprev().isOpen() || signed(message, domain, OPEN)))
                || (network != null && message.clientIp() == null);
    }

    private static boolean hasNoName(IprevResult host) {
        return host.status() == IprevStatus.PERMERROR || host.status() == IprevStatus.FAIL;
    }

    private static boolean signed(CompositeInput message, DomainName signer, Set<DkimStatus> how) {
        return message.dkim().stream()
                .anyMatch(result -> how.contains(result.status()) && signer.equals(result.domain()));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return domain != null ? domain.toString() : network != null ? network + "/" + prefix : "*";
    }
}
