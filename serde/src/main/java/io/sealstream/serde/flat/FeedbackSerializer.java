package io.sealstream.serde.flat;

import io.sealstream.serde.Feedback;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link Feedback}. */
final class FeedbackSerializer extends FlatSerializer<Feedback> {
    private static final long serialVersionUID = 1L;

    @Override
    protected void write(FlatOutput out, Feedback value) throws IOException {
        out.constant(value.opinion());
        out.nullable(value.id(), FlatOutput::text);
        out.nullable(value.tenant(), FlatOutput::text);
        out.nullable(value.domain(), FlatOutput::text);
        out.nullable(value.infrastructure(), FlatOutput::text);
        out.instant(value.at());
    }

    @Override
    protected Feedback read(FlatInput in) throws IOException {
        return new Feedback(
                in.constant(Feedback.Opinion.class),
                in.nullable(FlatInput::text),
                in.nullable(FlatInput::text),
                in.nullable(FlatInput::text),
                in.nullable(FlatInput::text),
                in.instant());
    }

    @Override
    public TypeSerializerSnapshot<Feedback> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Feedback> {
        public Snapshot() {
            super(FeedbackSerializer::new);
        }
    }
}
