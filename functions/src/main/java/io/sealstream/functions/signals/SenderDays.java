package io.sealstream.functions.signals;

import io.sealstream.serde.flat.FlatInput;
import io.sealstream.serde.flat.FlatOutput;
import io.sealstream.serde.flat.FlatSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/**
 * A sender's mail by day, from anywhere.
 *
 * @param infrastructures how many have counts of their own
 */
record SenderDays(DayCounts days, int infrastructures) {
    static final SenderDays EMPTY = new SenderDays(DayCounts.EMPTY, 0);

    SenderDays with(DayCounts other) {
        return new SenderDays(other, infrastructures);
    }

    SenderDays withInfrastructures(int number) {
        return new SenderDays(days, number);
    }

    /** Serializes it as keyed state. */
    static final class Serializer extends FlatSerializer<SenderDays> {
        private static final long serialVersionUID = 1L;

        @Override
        protected void write(FlatOutput out, SenderDays value) throws IOException {
            value.days().write(out);
            out.number(value.infrastructures());
        }

        @Override
        protected SenderDays read(FlatInput in) throws IOException {
            return new SenderDays(DayCounts.read(in), in.integer());
        }

        @Override
        public TypeSerializerSnapshot<SenderDays> snapshotConfiguration() {
            return new Snapshot();
        }

        /** What a checkpoint remembers of this serializer. */
        public static final class Snapshot extends SimpleTypeSerializerSnapshot<SenderDays> {
            public Snapshot() {
                super(Serializer::new);
            }
        }
    }
}
