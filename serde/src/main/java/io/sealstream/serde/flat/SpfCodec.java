package io.sealstream.serde.flat;

import io.sealstream.mailauth.spf.SpfIdentity;
import io.sealstream.mailauth.spf.SpfReason;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.io.IOException;

/** {@link SpfResult}. */
final class SpfCodec {
    private SpfCodec() {}

    static void write(FlatOutput out, SpfResult spf) throws IOException {
        out.constant(spf.status());
        out.constant(spf.reason());
        out.constant(spf.identity());
        out.nullable(spf.domain(), FlatOutput::domain);
        out.list(spf.path(), FlatOutput::text);
        out.nullable(spf.problem(), FlatOutput::text);
        out.number(spf.lookups());
        out.number(spf.voidLookups());
        out.nullable(spf.ifUnchanged(), FlatOutput::constant);
        out.nullable(spf.explanation(), FlatOutput::text);
    }

    static SpfResult read(FlatInput in) throws IOException {
        return new SpfResult(
                in.constant(SpfStatus.class),
                in.constant(SpfReason.class),
                in.constant(SpfIdentity.class),
                in.nullable(FlatInput::domain),
                in.list(FlatInput::text),
                in.nullable(FlatInput::text),
                in.integer(),
                in.integer(),
                in.nullable(status -> status.constant(SpfStatus.class)),
                in.nullable(FlatInput::text));
    }
}
