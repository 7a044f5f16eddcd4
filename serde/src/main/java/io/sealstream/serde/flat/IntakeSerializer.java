package io.sealstream.serde.flat;

import io.sealstream.serde.Intake;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link Intake}. */
final class IntakeSerializer extends FlatSerializer<Intake> {
    private static final long serialVersionUID = 1L;

    @Override
    protected void write(FlatOutput out, Intake value) throws IOException {
        TaggedCodec.writeIntake(out, value);
    }

    @Override
    protected Intake read(FlatInput in) throws IOException {
        return TaggedCodec.readIntake(in);
    }

    @Override
    public TypeSerializerSnapshot<Intake> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Intake> {
        public Snapshot() {
            super(IntakeSerializer::new);
        }
    }
}
