package io.sealstream.serde.flat;

import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.authres.Drift;
import io.sealstream.mailauth.compauth.AppliedOverride;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.compauth.CompositeResult.Known;
import io.sealstream.mailauth.compauth.CompositeStatus;
import io.sealstream.mailauth.compauth.Signals;
import java.io.IOException;

/** {@link Verdict}. */
final class VerdictCodec {
    private VerdictCodec() {}

    static void write(FlatOutput out, Verdict verdict) throws IOException {
        EvidenceCodec.write(out, verdict.evidence());
        out.nullable(verdict.tenant(), FlatOutput::text);
        SignalsCodec.write(out, verdict.signals());
        out.nullable(verdict.compauth(), VerdictCodec::writeComposite);
        out.text(verdict.policyVersion());
        out.nullable(verdict.override(), VerdictCodec::writeOverride);
        out.nullable(verdict.rederived(), VerdictCodec::writeComposite);
        out.text(verdict.authenticationResults());
        out.list(verdict.drift(), VerdictCodec::writeDrift);
    }

    static Verdict read(FlatInput in) throws IOException {
        return new Verdict(
                EvidenceCodec.read(in),
                in.nullableSince(2, FlatInput::text),
                in.since(2, SignalsCodec::read, Signals.NONE),
                in.nullable(VerdictCodec::readComposite),
                in.text(),
                in.nullableSince(2, VerdictCodec::readOverride),
                in.nullableSince(2, VerdictCodec::readComposite),
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

    private static void writeOverride(FlatOutput out, AppliedOverride override) throws IOException {
        writeEntry(out, override.applied());
        out.list(override.others(), VerdictCodec::writeEntry);
    }

    private static AppliedOverride readOverride(FlatInput in) throws IOException {
        return new AppliedOverride(readEntry(in), in.list(VerdictCodec::readEntry));
    }

    private static void writeEntry(FlatOutput out, AppliedOverride.Entry entry) throws IOException {
        out.constant(entry.kind());
        out.text(entry.text());
    }

    private static AppliedOverride.Entry readEntry(FlatInput in) throws IOException {
        return new AppliedOverride.Entry(in.constant(AppliedOverride.Kind.class), in.text());
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
