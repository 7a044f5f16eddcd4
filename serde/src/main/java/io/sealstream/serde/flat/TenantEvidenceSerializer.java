package io.sealstream.serde.flat;

import io.sealstream.serde.TenantEvidence;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link TenantEvidence}. */
final class TenantEvidenceSerializer extends FlatSerializer<TenantEvidence> {
    private static final long serialVersionUID = 1L;

    @Override
    protected void write(FlatOutput out, TenantEvidence value) throws IOException {
        TenantEvidenceCodec.write(out, value);
    }

    @Override
    protected TenantEvidence read(FlatInput in) throws IOException {
        return TenantEvidenceCodec.read(in);
    }

    @Override
    public TypeSerializerSnapshot<TenantEvidence> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<TenantEvidence> {
        public Snapshot() {
            super(TenantEvidenceSerializer::new);
        }
    }
}
