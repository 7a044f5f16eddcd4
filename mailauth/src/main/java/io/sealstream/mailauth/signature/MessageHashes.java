package io.sealstream.mailauth.signature;

import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.message.LineEndings;
import io.sealstream.mailauth.message.Message;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is hashed and checked of one message, done once whoever asks and however often: the hashes of its body, each
 * canonicalization and algorithm in one pass for all {@code l=} together, and the outcome of each signature and key. Not safe
 * from several threads at a time; whoever hands it on sees to the order.
 *
 * <p>Bare LF counts as a line end where the header has one, for then the copy was made in a form without CR. Where every
 * line of the header ends with CRLF, the copy is as it was sent, and a bare LF in its body is data, as RFC 6376 §2.8 and
 * every signer have it.
 */
public final class MessageHashes {
    /** Signatures over a larger header are refused: no transport takes one, and a forger must not choose the price. */
    public static final int MAX_HEADER_OCTETS = 4 << 20;

    private static final long WHOLE_BODY = Long.MAX_VALUE;

    private final Message message;
    private final boolean repair;
    private final Map<Canonicalization, Map<HashAlgorithm, NavigableMap<Long, @Nullable BodyHash>>> bodies =
            new EnumMap<>(Canonicalization.class);
    private final Map<Check, Boolean> checks = new HashMap<>();
    private final CanonicalHeader header = new CanonicalHeader();
    private @Nullable FieldNames names;

    private record Check(int field, VerificationKey key) {}

    public MessageHashes(Message message) {
        this.message = message;
        this.repair = message.lineEndings() != LineEndings.CRLF;
    }

    public Message message() {
        return message;
    }

    /** Whether bare LF is hashed as though it were CRLF. */
    public boolean repairsLineEndings() {
        return repair;
    }

    /**
     * Whether no signature over this header is checked: it is larger than {@link #MAX_HEADER_OCTETS}, has more fields than are
     * indexed, or names that were made to collide.
     */
    public boolean refusesHeader() {
        return message.bodyStart() > MAX_HEADER_OCTETS || message.truncated() || names().hostile();
    }

    private FieldNames names() {
        FieldNames known = names;
        if (known == null) {
            known = new FieldNames(message);
            names = known;
        }
        return known;
    }

    /** Says that the body hash of this signature will be asked for, so that one pass finds it with the others. */
    public void expect(SignatureField signature) {
        if (signature.isWellFormed()) {
            wanted(signature).putIfAbsent(limit(signature), null);
        }
    }

    /** Finds all body hashes that were expected and are not known yet. */
    public void hashBodies() {
        bodies.forEach((canonicalization, byAlgorithm) ->
                byAlgorithm.forEach((algorithm, wanted) -> hashBody(canonicalization, algorithm, wanted)));
    }

    /** The hash of the body as that well-formed signature describes it. */
    public BodyHash bodyHash(SignatureField signature) {
        NavigableMap<Long, @Nullable BodyHash> wanted = wanted(signature);
        BodyHash known = wanted.get(limit(signature));
        if (known == null) {
            wanted.putIfAbsent(limit(signature), null);
            hashBody(signature.bodyCanonicalization(), signature.hash(), wanted);
            known = Objects.requireNonNull(wanted.get(limit(signature)));
        }
        return known;
    }

    private NavigableMap<Long, @Nullable BodyHash> wanted(SignatureField signature) {
        return bodies.computeIfAbsent(signature.bodyCanonicalization(), c -> new EnumMap<>(HashAlgorithm.class))
                .computeIfAbsent(signature.hash(), h -> new TreeMap<>());
    }

    private static long limit(SignatureField signature) {
        return signature.bodyLength() < 0 ? WHOLE_BODY : signature.bodyLength();
    }

    private void hashBody(
            Canonicalization canonicalization, HashAlgorithm algorithm, NavigableMap<Long, @Nullable BodyHash> wanted) {
        if (!wanted.containsValue(null)) {
            return;
        }
        long[] limits = wanted.keySet().stream()
                .mapToLong(Long::longValue)
                .filter(l -> l != WHOLE_BODY)
                .toArray();
        BodyDigest digest = new BodyDigest(algorithm, limits);
        BodyCanonicalizer.canonicalize(
                canonicalization, message.bytes(), message.bodyStart(), message.size(), repair, digest);
        byte[] whole = digest.finish();
        for (int i = 0; i < limits.length; i++) {
            wanted.put(limits[i], new BodyHash(digest.atLimit(i), Math.max(0, digest.length() - limits[i])));
        }
        if (wanted.containsKey(WHOLE_BODY)) {
            wanted.put(WHOLE_BODY, new BodyHash(whole, 0));
        }
    }

    /** Whether the signature is that key's over the fields that {@code h=} names, and its own (RFC 6376 §3.7). */
    public boolean verifies(SignatureField signature, VerificationKey key) {
        return checks.computeIfAbsent(new Check(signature.field().index(), key), check -> {
            header.clear();
            addSigned(signature);
            return verifiesHeader(signature, key);
        });
    }

    /** Whether the seal is that key's over {@code covered}, in that order, and itself (RFC 8617 §5.1.1). */
    public boolean verifiesSeal(List<HeaderField> covered, SignatureField seal, VerificationKey key) {
        return checks.computeIfAbsent(new Check(seal.field().index(), key), check -> {
            header.clear();
            covered.forEach(field -> header.add(Canonicalization.RELAXED, field));
            return verifiesHeader(seal, key);
        });
    }

    private boolean verifiesHeader(SignatureField signature, VerificationKey key) {
        // RFC 6376 §3.7: its own field last, b= empty, and without CRLF
        header.addWithout(
                signature.headerCanonicalization(),
                signature.field(),
                signature.signatureDataStart(),
                signature.signatureDataEnd());
        return key.verifies(signature.hash(), header.octets(), header.length(), signature.signatureData());
    }

    private void addSigned(SignatureField signature) {
        FieldNames.Selection selection = names().select();
        signature.forEachSignedName((bytes, from, to) -> {
            int field = selection.next(bytes, from, to);
            if (field >= 0) { // RFC 6376 §5.4.2: a name without a field signs the null string
                header.add(signature.headerCanonicalization(), message.field(field));
            }
        });
    }
}
