package io.sealstream.serde.flat;

import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.authres.Drift;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.compauth.CompositeResult.Known;
import io.sealstream.mailauth.compauth.CompositeStatus;
import java.io.IOException;

/** {@link Verdict}. */
final class VerdictCodec {
    private VerdictCodec() {}

    static void write(FlatOutput out, Verdict verdict) throws IOException {
        EvidenceCodec.write(out, verdict.evidence());
        out.nullable(verdict.compauth(), VerdictCodec::writeComposite);
        out.text(verdict.policyVersion());
        out.text(verdict.authenticationResults());
        out.list(verdict.drift(), VerdictCodec::writeDrift);
    }

    static Verdict read(FlatInput in) throws IOException {
        return new Verdict(
                EvidenceCodec.read(in),
                in.nullable(VerdictCodec::readComposite),
                in.text(),
                in.text(),
                in.list(VerdictCodec::readDrift));
    }

    private static void writeComposite(FlatOutput out, CompositeResult composite) throws IOException {
        out.constant(composite.status());
        out.nullable(composite.reason(), FlatOutput::text);
        out.text(composite.rule());
        out.constant(composite.known());
        out.text(composite.because());
    }

    private static CompositeResult readComposite(FlatInput in) throws IOException {
        return new CompositeResult(
                in.constant(CompositeStatus.class),
                in.nullable(FlatInput::text),
                in.text(),
                in.constant(Known.class),
                in.text());
    }

    private static void writeDrift(FlatOutput out, Drift drift) throws IOException {
        out.constant(drift.method());
        out.nullable(drift.identifier(), FlatOutput::text);
        out.text(drift.stamped());
        out.text(drift.ours());
        out.constant(drift.reason());
    }

    private static Drift readDrift(FlatInput in) throws IOException {
        return new Drift(
                in.constant(Drift.Method.class),
                in.nullable(FlatInput::text),
                in.text(),
                in.text(),
                in.constant(Drift.Reason.class));
    }
}
