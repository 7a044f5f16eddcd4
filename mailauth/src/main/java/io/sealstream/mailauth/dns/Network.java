package io.sealstream.mailauth.dns;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that share a prefix.
 *
 * @param address any of them
 * @param prefix in bits, 0 to 32 or 128
 */
public record Network(IpAddress address, int prefix) {
    /** {@code 192.0.2.1} or {@code 192.0.2.0/24}; empty where the text is neither. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String host = (slash < 0 ? text : text.substring(0, slash)).strip();
        String length = slash < 0 ? "" : text.substring(slash + 1).strip();
        if (slash >= 0 && !length.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        return IpAddress.parse(host)
                .map(ip -> new Network(ip, slash < 0 ? ip.bits() : Integer.parseInt(length)))
                .filter(network -> network.prefix <= network.address.bits());
    }

    /** @param client null: not known, and then not among them */
    public boolean contains(@Nullable IpAddress client) {
        return client != null && client.isWithin(address, prefix);
    }

    @Override
    public String toString() {
        return address + "/" + prefix;
    }
}
