package io.sealstream.functions.signals;

import io.sealstream.serde.flat.FlatType;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** What Flink has to be told of the types of signals. Those of state are read for ever. */
public final class SignalTypes {
    /** Between steps. */
    public static final TypeInformation<Correction> CORRECTION =
            new FlatType<>(Correction.class, new Correction.Serializer());

    /** Between steps. */
    public static final TypeInformation<Subject> SUBJECT = new FlatType<>(Subject.class, new Subject.Serializer());

    static final TypeInformation<DayCounts> DAY_COUNTS = new FlatType<>(DayCounts.class, new DayCounts.Serializer());
    static final TypeInformation<SenderDays> SENDER_DAYS =
            new FlatType<>(SenderDays.class, new SenderDays.Serializer());
    static final TypeInformation<ContactSet> CONTACT_SET =
            new FlatType<>(ContactSet.class, new ContactSet.Serializer());
    static final TypeInformation<CopySet> COPY_SET = new FlatType<>(CopySet.class, new CopySet.Serializer());
    static final TypeInformation<Discussed> DISCUSSED = new FlatType<>(Discussed.class, new Discussed.Serializer());

    private SignalTypes() {}
}
