package io.sealstream.serde.flat;

import io.sealstream.mailauth.compauth.AppliedOverride;
import io.sealstream.mailauth.compauth.CompositeStatus;
import io.sealstream.serde.Difference;
import io.sealstream.serde.Difference.Judged;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serializes {@link Difference}. */
final class DifferenceSerializer extends FlatSerializer<Difference> {
    private static final long serialVersionUID = 1L;

    @Override
    protected void write(FlatOutput out, Difference value) throws IOException {
        out.text(value.id());
        out.nullable(value.tenant(), FlatOutput::text);
        out.nullable(value.from(), FlatOutput::text);
        write(out, value.real());
        write(out, value.shadow());
    }

    private static void write(FlatOutput out, Judged judged) throws IOException {
        out.nullable(judged.result(), FlatOutput::constant);
        out.nullable(judged.reason(), FlatOutput::text);
        out.nullable(judged.rule(), FlatOutput::text);
        out.text(judged.policyVersion());
        out.text(judged.action());
        out.nullable(judged.override(), (target, entry) -> {
            target.constant(entry.kind());
            target.text(entry.text());
        });
    }

    @Override
    protected Difference read(FlatInput in) throws IOException {
        return new Difference(
                in.text(), in.nullable(FlatInput::text), in.nullable(FlatInput::text), readJudged(in), readJudged(in));
    }

    private static Judged readJudged(FlatInput in) throws IOException {
        return new Judged(
                in.nullable(source -> source.constant(CompositeStatus.class)),
                in.nullable(FlatInput::text),
                in.nullable(FlatInput::text),
                in.text(),
                in.text(),
                in.nullable(source ->
                        new AppliedOverride.Entry(source.constant(AppliedOverride.Kind.class), source.text())));
    }

    @Override
    public TypeSerializerSnapshot<Difference> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Difference> {
        public Snapshot() {
            super(DifferenceSerializer::new);
        }
    }
}
