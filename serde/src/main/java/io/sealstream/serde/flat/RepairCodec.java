package io.sealstream.serde.flat;

import io.sealstream.mailauth.diagnosis.Repair;
import io.sealstream.mailauth.diagnosis.Repair.Kind;
import io.sealstream.mailauth.diagnosis.Repair.Proof;
import java.io.IOException;

/** {@link Repair}. */
final class RepairCodec {
    private RepairCodec() {}

    static void write(FlatOutput out, Repair repair) throws IOException {
        out.constant(repair.kind());
        out.constant(repair.proof());
        out.nullable(repair.field(), FlatOutput::text);
        out.number(repair.octets());
        out.nullable(repair.before(), FlatOutput::text);
        out.nullable(repair.after(), FlatOutput::text);
    }

    static Repair read(FlatInput in) throws IOException {
        return new Repair(
                in.constant(Kind.class),
                in.constant(Proof.class),
                in.nullable(FlatInput::text),
                in.integer(),
                in.nullable(FlatInput::text),
                in.nullable(FlatInput::text));
    }
}
