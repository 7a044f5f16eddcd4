package io.sealstream.serde.flat;

import io.sealstream.mailauth.Evidence;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link Evidence}. */
final class EvidenceSerializer extends FlatSerializer<Evidence> {
    private static final long serialVersionUID = 1L;

    @Override
    protected void write(FlatOutput out, Evidence value) throws IOException {
        EvidenceCodec.write(out, value);
    }

    @Override
    protected Evidence read(FlatInput in) throws IOException {
        return EvidenceCodec.read(in);
    }

    @Override
    public TypeSerializerSnapshot<Evidence> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Evidence> {
        public Snapshot() {
            super(EvidenceSerializer::new);
        }
    }
}
