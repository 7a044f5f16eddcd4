package io.sealstream.serde.flat;

import io.sealstream.mailauth.diagnosis.Repair;
import io.sealstream.mailauth.dkim.DkimFlag;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimResult.Check;
import io.sealstream.mailauth.dkim.DkimStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** {@link DkimResult}. */
final class DkimCodec {
    private DkimCodec() {}

    static void write(FlatOutput out, DkimResult dkim) throws IOException {
        out.constant(dkim.status());
        out.constant(dkim.reason());
        out.number(dkim.field());
        out.nullable(dkim.domain(), FlatOutput::domain);
        out.nullable(dkim.selector(), FlatOutput::text);
        out.nullable(dkim.auid(), FlatOutput::text);
        out.nullable(dkim.algorithm(), FlatOutput::text);
        out.nullable(dkim.canonicalization(), FlatOutput::text);
        out.number(dkim.keyBits());
        out.constant(dkim.bodyHash());
        out.constant(dkim.signature());
        out.number(dkim.unsignedBytes());
        out.nullable(dkim.signedAt(), FlatOutput::instant);
        out.nullable(dkim.expiresAt(), FlatOutput::instant);
        out.list(dkim.flags(), FlatOutput::constant);
        out.number(dkim.keyGap().toSeconds());
        out.number(dkim.keyGap().toNanosPart());
        out.nullable(dkim.wouldBe(), FlatOutput::constant);
        out.text(dkim.signatureData());
        out.list(dkim.repaired(), RepairCodec::write);
    }

    static DkimResult read(FlatInput in) throws IOException {
        return new DkimResult(
                in.constant(DkimStatus.class),
                in.constant(DkimReason.class),
                in.integer(),
                in.nullable(FlatInput::domain),
                in.nullable(FlatInput::text),
                in.nullable(FlatInput::text),
                in.nullable(FlatInput::text),
                in.nullable(FlatInput::text),
                in.integer(),
                in.constant(Check.class),
                in.constant(Check.class),
                in.number(),
                in.nullable(FlatInput::instant),
                in.nullable(FlatInput::instant),
                in.constants(DkimFlag.class),
                readDuration(in),
                in.nullable(status -> status.constant(DkimStatus.class)),
                in.text(),
                readRepairs(in));
    }

    /** Version 1 had a text for a person here, which is given up. */
    private static List<Repair> readRepairs(FlatInput in) throws IOException {
        if (in.version() >= 2) {
            return in.list(RepairCodec::read);
        }
        in.nullable(FlatInput::text);
        return List.of();
    }

    private static Duration readDuration(FlatInput in) throws IOException {
        try {
            return Duration.ofSeconds(in.number(), in.integer());
        } catch (ArithmeticException outOfRange) {
            throw new IOException("no duration", outOfRange);
        }
    }
}
