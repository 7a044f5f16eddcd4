package io.sealstream.serde.flat;

import io.sealstream.serde.Unreadable;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link Unreadable}. */
final class UnreadableSerializer extends FlatSerializer<Unreadable> {
    private static final long serialVersionUID = 1L;

    @Override
    protected void write(FlatOutput out, Unreadable value) throws IOException {
        UnreadableCodec.write(out, value);
    }

    @Override
    protected Unreadable read(FlatInput in) throws IOException {
        return UnreadableCodec.read(in);
    }

    @Override
    public TypeSerializerSnapshot<Unreadable> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Unreadable> {
        public Snapshot() {
            super(UnreadableSerializer::new);
        }
    }
}
