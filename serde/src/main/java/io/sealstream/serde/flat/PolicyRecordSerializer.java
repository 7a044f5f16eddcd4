package io.sealstream.serde.flat;

import io.sealstream.serde.PolicyRecord;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link PolicyRecord}. */
final class PolicyRecordSerializer extends FlatSerializer<PolicyRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    protected void write(FlatOutput out, PolicyRecord value) throws IOException {
        out.text(value.topic());
        out.number(value.offset());
        out.bytes(value.document());
    }

    @Override
    protected PolicyRecord read(FlatInput in) throws IOException {
        return new PolicyRecord(in.text(), in.number(), in.bytes());
    }

    @Override
    public TypeSerializerSnapshot<PolicyRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PolicyRecord> {
        public Snapshot() {
            super(PolicyRecordSerializer::new);
        }
    }
}
