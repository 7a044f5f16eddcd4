package io.sealstream.serde.flat;

import io.sealstream.serde.TenantEvidence;
import java.io.IOException;

/** {@link TenantEvidence}. */
final class TenantEvidenceCodec {
    private TenantEvidenceCodec() {}

    static void write(FlatOutput out, TenantEvidence addressed) throws IOException {
        out.nullable(addressed.tenant(), FlatOutput::text);
        EvidenceCodec.write(out, addressed.evidence());
        SignalsCodec.write(out, addressed.signals());
    }

    static TenantEvidence read(FlatInput in) throws IOException {
        return new TenantEvidence(in.nullable(FlatInput::text), EvidenceCodec.read(in), SignalsCodec.read(in));
    }
}
