package io.sealstream.functions.signals;

import io.sealstream.serde.flat.FlatInput;
import io.sealstream.serde.flat.FlatOutput;
import io.sealstream.serde.flat.FlatSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * One of the {@link #SETS} sets that a sender's signatures fall into by their hash. Above {@link #MAX_SIGNATURES} that with the
 * fewest recipients is dropped, of several the one whose life ends first: a signature of each message must not push out the one
 * that is replayed.
 */
record CopySet(List<Copies> signatures) {
    static final CopySet EMPTY = new CopySet(List.of());

    /** A message reads and writes one set a signature, not all that are known. */
    static final int SETS = 256;

    static final int MAX_SIGNATURES = 8;

    private static final Comparator<Copies> LEAST_TOLD = Comparator.comparingInt(
                    (Copies copies) -> copies.recipients(Long.MAX_VALUE))
            .thenComparingLong(Copies::until);

    /** The set that a signature falls into. */
    static int of(long signature) {
        return (int) Math.floorMod(signature, (long) SETS);
    }

    /** The copies of a signature; null: none are known. */
    @Nullable
    Copies find(long signature) {
        for (Copies copies : signatures) {
            if (copies.signature() == signature) {
                return copies;
            }
        }
        return null;
    }

    /** With these in the place of what is known of their signature. */
    CopySet with(Copies updated) {
        List<Copies> list = new ArrayList<>(MAX_SIGNATURES + 1);
        for (Copies copies : signatures) {
            if (copies.signature() != updated.signature()) {
                list.add(copies);
            }
        }
        if (list.size() == MAX_SIGNATURES) {
            list.remove(list.stream().min(LEAST_TOLD).orElseThrow());
        }
        list.add(updated);
        return new CopySet(list);
    }

    /** Without those whose life ended before then, in epoch milliseconds. */
    CopySet aliveAt(long epochMillis) {
        List<Copies> alive = signatures.stream()
                .filter(copies -> copies.until() >= epochMillis)
                .toList();
        return alive.size() == signatures.size() ? this : new CopySet(alive);
    }

    boolean isEmpty() {
        return signatures.isEmpty();
    }

    /** Serializes it as keyed state. */
    static final class Serializer extends FlatSerializer<CopySet> {
        private static final long serialVersionUID = 1L;

        @Override
        protected void write(FlatOutput out, CopySet value) throws IOException {
            out.list(value.signatures(), (o, copies) -> copies.write(o));
        }

        @Override
        protected CopySet read(FlatInput in) throws IOException {
            return new CopySet(in.list(Copies::read));
        }

        @Override
        public TypeSerializerSnapshot<CopySet> snapshotConfiguration() {
            return new Snapshot();
        }

        /** What a checkpoint remembers of this serializer. */
        public static final class Snapshot extends SimpleTypeSerializerSnapshot<CopySet> {
            public Snapshot() {
                super(Serializer::new);
            }
        }
    }
}
