package io.sealstream.serde.flat;

import io.sealstream.mailauth.dmarc.DmarcEdition;
import io.sealstream.mailauth.dmarc.DmarcPolicy;
import io.sealstream.mailauth.dmarc.DmarcReason;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dmarc.DmarcResult.Alignment;
import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import java.io.IOException;

/** {@link DmarcResult}. */
final class DmarcCodec {
    private DmarcCodec() {}

    static void write(FlatOutput out, DmarcResult dmarc) throws IOException {
        out.constant(dmarc.edition());
        writeEvaluation(out, dmarc.rfc9989());
        writeEvaluation(out, dmarc.rfc7489());
        out.text(dmarc.action());
        out.list(dmarc.others(), DmarcCodec::writeEvaluation);
    }

    static DmarcResult read(FlatInput in) throws IOException {
        return new DmarcResult(
                in.constant(DmarcEdition.class),
                readEvaluation(in),
                readEvaluation(in),
                in.text(),
                in.list(DmarcCodec::readEvaluation));
    }

    private static void writeEvaluation(FlatOutput out, Evaluation evaluation) throws IOException {
        out.constant(evaluation.status());
        out.constant(evaluation.reason());
        out.nullable(evaluation.fromDomain(), FlatOutput::domain);
        out.nullable(evaluation.organizationalDomain(), FlatOutput::domain);
        out.nullable(evaluation.policyDomain(), FlatOutput::domain);
        out.nullable(evaluation.policy(), FlatOutput::constant);
        out.constant(evaluation.spfAlignment());
        out.constant(evaluation.dkimAlignment());
        out.number(evaluation.percent());
        out.flag(evaluation.sampledOut());
        out.nullable(evaluation.alignedSpf(), FlatOutput::domain);
        out.nullable(evaluation.alignedDkim(), FlatOutput::domain);
        out.nullable(evaluation.record(), FlatOutput::text);
        out.nullable(evaluation.ifUnchanged(), FlatOutput::constant);
        out.list(evaluation.queried(), FlatOutput::domain);
    }

    private static Evaluation readEvaluation(FlatInput in) throws IOException {
        return new Evaluation(
                in.constant(DmarcStatus.class),
                in.constant(DmarcReason.class),
                in.nullable(FlatInput::domain),
                in.nullable(FlatInput::domain),
                in.nullable(FlatInput::domain),
                in.nullable(policy -> policy.constant(DmarcPolicy.class)),
                in.constant(Alignment.class),
                in.constant(Alignment.class),
                in.integer(),
                in.flag(),
                in.nullable(FlatInput::domain),
                in.nullable(FlatInput::domain),
                in.nullable(FlatInput::text),
                in.nullable(status -> status.constant(DmarcStatus.class)),
                in.list(FlatInput::domain));
    }
}
