package io.sealstream.serde.flat;

import io.sealstream.serde.Examined;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link Examined}. */
final class ExaminedSerializer extends FlatSerializer<Examined> {
    private static final long serialVersionUID = 1L;

    @Override
    protected void write(FlatOutput out, Examined value) throws IOException {
        TaggedCodec.writeExamined(out, value);
    }

    @Override
    protected Examined read(FlatInput in) throws IOException {
        return TaggedCodec.readExamined(in);
    }

    @Override
    public TypeSerializerSnapshot<Examined> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Examined> {
        public Snapshot() {
            super(ExaminedSerializer::new);
        }
    }
}
