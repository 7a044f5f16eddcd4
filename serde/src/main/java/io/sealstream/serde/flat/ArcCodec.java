package io.sealstream.serde.flat;

import io.sealstream.mailauth.arc.ArcReason;
import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.arc.ArcResult.ArcSet;
import io.sealstream.mailauth.arc.ArcStatus;
import java.io.IOException;
import java.util.List;

/** {@link ArcResult}. */
final class ArcCodec {
    private ArcCodec() {}

    static void write(FlatOutput out, ArcResult arc) throws IOException {
        out.constant(arc.status());
        out.constant(arc.reason());
        out.number(arc.problem());
        out.number(arc.instances());
        out.number(arc.oldestPass());
        out.list(arc.sets(), ArcCodec::writeSet);
        out.list(arc.repaired(), RepairCodec::write);
    }

    static ArcResult read(FlatInput in) throws IOException {
        return new ArcResult(
                in.constant(ArcStatus.class),
                in.constant(ArcReason.class),
                in.integer(),
                in.integer(),
                in.integer(),
                in.list(ArcCodec::readSet),
                in.since(2, i -> i.list(RepairCodec::read), List.of()));
    }

    private static void writeSet(FlatOutput out, ArcSet set) throws IOException {
        out.number(set.instance());
        out.nullable(set.sealDomain(), FlatOutput::domain);
        out.nullable(set.sealSelector(), FlatOutput::text);
        out.nullable(set.signatureDomain(), FlatOutput::domain);
        out.nullable(set.chainValidation(), FlatOutput::text);
        out.text(set.authenticationResults());
    }

    private static ArcSet readSet(FlatInput in) throws IOException {
        return new ArcSet(
                in.integer(),
                in.nullable(FlatInput::domain),
                in.nullable(FlatInput::text),
                in.nullable(FlatInput::domain),
                in.nullable(FlatInput::text),
                in.text());
    }
}
