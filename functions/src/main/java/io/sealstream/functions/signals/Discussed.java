package io.sealstream.functions.signals;

import io.sealstream.serde.Feedback.Opinion;
import io.sealstream.serde.flat.FlatInput;
import io.sealstream.serde.flat.FlatOutput;
import io.sealstream.serde.flat.FlatSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a message id: either half may come first.
 *
 * @param opinion the last that was given
 */
record Discussed(@Nullable Subject subject, @Nullable Opinion opinion) {
    static final Discussed NOTHING = new Discussed(null, null);

    /** Serializes it as keyed state. */
    static final class Serializer extends FlatSerializer<Discussed> {
        private static final long serialVersionUID = 1L;

        @Override
        protected void write(FlatOutput out, Discussed value) throws IOException {
            out.nullable(value.subject(), (o, subject) -> subject.write(o));
            out.nullable(value.opinion(), FlatOutput::constant);
        }

        @Override
        protected Discussed read(FlatInput in) throws IOException {
            return new Discussed(in.nullable(Subject::read), in.nullable(i -> i.constant(Opinion.class)));
        }

        @Override
        public TypeSerializerSnapshot<Discussed> snapshotConfiguration() {
            return new Snapshot();
        }

        /** What a checkpoint remembers of this serializer. */
        public static final class Snapshot extends SimpleTypeSerializerSnapshot<Discussed> {
            public Snapshot() {
                super(Serializer::new);
            }
        }
    }
}
