package io.sealstream.serde.flat;

import io.sealstream.mailauth.Verdict;
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
    }

    static Verdict read(FlatInput in) throws IOException {
        return new Verdict(EvidenceCodec.read(in), in.nullable(VerdictCodec::readComposite), in.text(), in.text());
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
}
