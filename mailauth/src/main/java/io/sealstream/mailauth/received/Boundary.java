package io.sealstream.mailauth.received;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose Received fields count. The boundary of a message is the first Received field from the top whose {@code by} host is the
 * receiver's and whose client is not: only what stands above it was written by the receiver.
 */
public final class Boundary {
    /** Nobody's: nothing in a header counts. */
    public static final Boundary NONE = new Boundary("none", List.of(), false);

    public static final Boundary MICROSOFT365 = new Boundary("microsoft365", List.of(Receiver.MICROSOFT365), true);

    public static final Boundary GOOGLE = new Boundary("google", List.of(Receiver.GOOGLE), true);

    /** The presets in turn. As nobody says who received the message, the topmost Received field must be that receiver's. */
    public static final Boundary AUTO = new Boundary("auto", List.of(Receiver.MICROSOFT365, Receiver.GOOGLE), false);

    private final String text;
    private final List<Receiver> receivers;
    private final boolean localHopsAbove;

    private Boundary(String text, List<Receiver> receivers, boolean localHopsAbove) {
        this.text = text;
        this.receivers = receivers;
        this.localHopsAbove = localHopsAbove;
    }

    /**
     * That of the hosts which the glob names.
     *
     * @throws IllegalArgumentException where it can name no host, or names all
     */
    public static Boundary custom(String hostPattern) {
        return HostPattern.parse(hostPattern)
                .map(Boundary::custom)
                .orElseThrow(() -> new IllegalArgumentException("not a host pattern: " + hostPattern));
    }

    private static Boundary custom(HostPattern pattern) {
        return new Boundary(pattern.glob(), List.of(Receiver.custom(pattern)), true);
    }

    /** {@code none}, {@code microsoft365}, {@code google}, {@code auto}, or a host pattern such as {@code *.example.org}. */
    public static Optional<Boundary> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "none" -> Optional.of(NONE);
            case "microsoft365" -> Optional.of(MICROSOFT365);
            case "google" -> Optional.of(GOOGLE);
            case "auto" -> Optional.of(AUTO);
            default -> HostPattern.parse(text).map(Boundary::custom);
        };
    }

    /**
     * The boundary among the Received fields from the top, the unreadable ones empty. Above the receiver's fields only those may
     * stand that tell of local hops, and not even these for {@link #AUTO}; among them only those of a filter on the same host:
     * otherwise a message that took another way could carry the receiver's fields as a forgery.
     */
    Optional<Found> find(List<Optional<ReceivedField>> fields) {
        for (Receiver receiver : receivers) {
            int index = find(receiver, fields);
            if (index >= 0) {
                return fields.get(index).map(field -> new Found(index, field, receiver.name()));
            }
        }
        return Optional.empty();
    }

    private int find(Receiver receiver, List<Optional<ReceivedField>> fields) {
        boolean reached = false;
        for (int i = 0; i < fields.size(); i++) {
            @Nullable ReceivedField field = fields.get(i).orElse(null);
            if (field == null) {
                return -1;
            }
            if (receiver.wrote(field)) {
                reached = true;
                if (!receiver.isInternal(field)) {
                    return i;
                }
            } else if (reached ? !Receiver.isOnSameHost(field) : !localHopsAbove || !receiver.isLocal(field)) {
                return -1;
            }
        }
        return -1;
    }

    /** @param index among the Received fields, from the top */
    record Found(int index, ReceivedField field, String preset) {}

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return text;
    }
}
