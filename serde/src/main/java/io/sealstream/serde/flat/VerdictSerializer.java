package io.sealstream.serde.flat;

import io.sealstream.mailauth.Verdict;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link Verdict}. */
final class VerdictSerializer extends FlatSerializer<Verdict> {
    private static final long serialVersionUID = 1L;

    @Override
    protected void write(FlatOutput out, Verdict value) throws IOException {
        VerdictCodec.write(out, value);
    }

    @Override
    protected Verdict read(FlatInput in) throws IOException {
        return VerdictCodec.read(in);
    }

    @Override
    public TypeSerializerSnapshot<Verdict> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Verdict> {
        public Snapshot() {
            super(VerdictSerializer::new);
        }
    }
}
