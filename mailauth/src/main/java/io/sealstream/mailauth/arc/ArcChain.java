package io.sealstream.mailauth.arc;

import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.SignatureField;
import io.sealstream.mailauth.signature.SignatureField.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ARC fields of a message, by instance.
 *
 * @param broken whether a field has no instance in 1 to 50, or stands there twice: then no chain can be made of them
 * @param links from instance 1 to the highest; parts that are missing are null
 */
record ArcChain(boolean broken, List<Link> links) {

    /** The three fields of one instance, as far as they are there. */
    static final class Link {
        private final int instance;
        private @Nullable ArcAuthenticationResults results;
        private @Nullable SignatureField signature;
        private @Nullable SignatureField seal;

        Link(int instance) {
            this.instance = instance;
        }

        int instance() {
            return instance;
        }

        @Nullable
        ArcAuthenticationResults results() {
            return results;
        }

        @Nullable
        SignatureField signature() {
            return signature;
        }

        @Nullable
        SignatureField seal() {
            return seal;
        }

        boolean isComplete() {
            return results != null && signature != null && seal != null;
        }

        /** {@code cv=} of the seal; null: none. */
        @Nullable
        String chainValidation() {
            return seal == null ? null : seal.tags().value("cv");
        }

        ArcResult.ArcSet report() {
            return new ArcResult.ArcSet(
                    instance,
                    seal == null ? null : seal.domain(),
                    seal == null ? null : seal.selector(),
                    signature == null ? null : signature.domain(),
                    chainValidation(),
                    results == null ? "" : results.text());
        }
    }

    static ArcChain read(Message message) {
        Reader reader = new Reader();
        for (int i = 0; i < message.fieldCount() && !reader.overflow; i++) {
            reader.read(message, i);
        }
        return new ArcChain(reader.broken, reader.links);
    }

    /** Puts each field into its place. */
    private static final class Reader {
        private final List<Link> links = new ArrayList<>();
        private boolean broken;
        private boolean overflow;
        private int fields;

        void read(Message message, int index) {
            if (message.nameIs(index, "arc-authentication-results")) {
                ArcAuthenticationResults results = ArcAuthenticationResults.parse(message.field(index));
                Link link = link(results.instance());
                broken |= link == null || link.results != null;
                if (link != null) {
                    link.results = results;
                }
            } else if (message.nameIs(index, "arc-message-signature")) {
                SignatureField signature = parse(Kind.ARC_MESSAGE_SIGNATURE, message.field(index));
                Link link = link(instance(signature));
                broken |= link == null || link.signature != null;
                if (link != null) {
                    link.signature = signature;
                }
            } else if (message.nameIs(index, "arc-seal")) {
                SignatureField seal = parse(Kind.ARC_SEAL, message.field(index));
                Link link = link(instance(seal));
                broken |= link == null || link.seal != null;
                if (link != null) {
                    link.seal = seal;
                }
            }
        }

        private static SignatureField parse(Kind kind, HeaderField field) {
            return SignatureField.parse(kind, field);
        }

        private static int instance(SignatureField field) {
            String value = field.tags().value("i");
            return value == null ? -1 : (int) SignatureField.number(value, 2);
        }

        private @Nullable Link link(int instance) {
            overflow = ++fields > 3 * Arc.MAX_INSTANCES; // then some instance has a field twice
            if (overflow || instance < 1 || instance > Arc.MAX_INSTANCES) {
                broken = true;
                return null;
            }
            while (links.size() < instance) {
                links.add(new Link(links.size() + 1));
            }
            return links.get(instance - 1);
        }
    }

    boolean isEmpty() {
        return links.isEmpty() && !broken;
    }

    /** The link with the highest instance; null where no field has one. */
    @Nullable
    Link newest() {
        return links.isEmpty() ? null : links.get(links.size() - 1);
    }

    List<ArcResult.ArcSet> report() {
        return links.stream().map(Link::report).toList();
    }
}
