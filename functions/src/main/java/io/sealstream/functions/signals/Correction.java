package io.sealstream.functions.signals;

import io.sealstream.serde.Feedback;
import io.sealstream.serde.Feedback.Opinion;
import io.sealstream.serde.TenantEvidence;
import io.sealstream.serde.flat.FlatInput;
import io.sealstream.serde.flat.FlatOutput;
import io.sealstream.serde.flat.FlatSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Feedback as the steps take it.
 *
 * @param sender the key of the sender ({@link TenantEvidence#senderKey}); null: only the infrastructure is known
 * @param infrastructure null: the sender's mail from anywhere, or not known
 * @param day that it is about
 * @param legitimate how many messages more are called so; negative where that is taken back
 * @param malicious likewise
 * @param overrules whether it is about all mail, so that what was said up to its day no longer counts
 */
public record Correction(
        @Nullable String sender,
        @Nullable String infrastructure,
        long day,
        int legitimate,
        int malicious,
        boolean overrules) {

    /** Feedback about a domain's mail. */
    static Correction ofDomain(Feedback feedback, String domain) {
        boolean legitimate = feedback.opinion() == Opinion.LEGITIMATE;
        return new Correction(
                TenantEvidence.senderKey(feedback.tenant(), domain),
                feedback.infrastructure(),
                Days.of(feedback.at().toEpochMilli()),
                legitimate ? 1 : 0,
                legitimate ? 0 : 1,
                true);
    }

    /**
     * What changes when an analyst calls a message this, after that.
     *
     * @param before null: nothing was said of it
     */
    static Correction ofMessage(Subject subject, @Nullable Opinion before, Opinion now) {
        return new Correction(
                subject.sender(),
                subject.infrastructure(),
                subject.day(),
                (now == Opinion.LEGITIMATE ? 1 : 0) - (before == Opinion.LEGITIMATE ? 1 : 0),
                (now == Opinion.MALICIOUS ? 1 : 0) - (before == Opinion.MALICIOUS ? 1 : 0),
                false);
    }

    /** Serializes it. */
    static final class Serializer extends FlatSerializer<Correction> {
        private static final long serialVersionUID = 1L;

        @Override
        protected void write(FlatOutput out, Correction value) throws IOException {
            out.nullable(value.sender(), FlatOutput::text);
            out.nullable(value.infrastructure(), FlatOutput::text);
            out.number(value.day());
            out.number(value.legitimate());
            out.number(value.malicious());
            out.flag(value.overrules());
        }

        @Override
        protected Correction read(FlatInput in) throws IOException {
            return new Correction(
                    in.nullable(FlatInput::text),
                    in.nullable(FlatInput::text),
                    in.number(),
                    in.integer(),
                    in.integer(),
                    in.flag());
        }

        @Override
        public TypeSerializerSnapshot<Correction> snapshotConfiguration() {
            return new Snapshot();
        }

        /** What a checkpoint remembers of this serializer. */
        public static final class Snapshot extends SimpleTypeSerializerSnapshot<Correction> {
            public Snapshot() {
                super(Serializer::new);
            }
        }
    }
}
