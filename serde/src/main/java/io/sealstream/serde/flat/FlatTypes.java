package io.sealstream.serde.flat;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Verdict;
import io.sealstream.serde.Difference;
import io.sealstream.serde.Examined;
import io.sealstream.serde.Feedback;
import io.sealstream.serde.Intake;
import io.sealstream.serde.PolicyRecord;
import io.sealstream.serde.TenantEvidence;
import io.sealstream.serde.Unreadable;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** What Flink has to be told of each type that passes between operators. */
public final class FlatTypes {
    public static final TypeInformation<Intake> INTAKE = new FlatType<>(Intake.class, new IntakeSerializer());
    public static final TypeInformation<Examined> EXAMINED = new FlatType<>(Examined.class, new ExaminedSerializer());
    public static final TypeInformation<Evidence> EVIDENCE = new FlatType<>(Evidence.class, new EvidenceSerializer());
    public static final TypeInformation<TenantEvidence> TENANT_EVIDENCE =
            new FlatType<>(TenantEvidence.class, new TenantEvidenceSerializer());
    public static final TypeInformation<Verdict> VERDICT = new FlatType<>(Verdict.class, new VerdictSerializer());
    public static final TypeInformation<Feedback> FEEDBACK = new FlatType<>(Feedback.class, new FeedbackSerializer());
    public static final TypeInformation<Unreadable> UNREADABLE =
            new FlatType<>(Unreadable.class, new UnreadableSerializer());
    public static final TypeInformation<PolicyRecord> POLICY_RECORD =
            new FlatType<>(PolicyRecord.class, new PolicyRecordSerializer());
    public static final TypeInformation<Difference> DIFFERENCE =
            new FlatType<>(Difference.class, new DifferenceSerializer());

    private FlatTypes() {}
}
