package io.sealstream.serde.flat;

import io.sealstream.serde.Examined;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import java.io.IOException;

/** {@link Intake} and {@link Examined}: a tag, then the content. */
final class TaggedCodec {
    private static final int UNREADABLE = 0;
    private static final int CONTENT = 1;

    private TaggedCodec() {}

    static void writeIntake(FlatOutput out, Intake intake) throws IOException {
        if (intake instanceof Intake.Readable readable) {
            out.octet(CONTENT);
            MailCodec.write(out, readable.mail());
        } else if (intake instanceof Unreadable unreadable) {
            writeUnreadable(out, unreadable);
        }
    }

    static Intake readIntake(FlatInput in) throws IOException {
        return isContent(in) ? Intake.of(MailCodec.read(in)) : UnreadableCodec.read(in);
    }

    static void writeExamined(FlatOutput out, Examined examined) throws IOException {
        if (examined instanceof Examined.Found found) {
            out.octet(CONTENT);
            EvidenceCodec.write(out, found.evidence());
        } else if (examined instanceof Unreadable unreadable) {
            writeUnreadable(out, unreadable);
        }
    }

    static Examined readExamined(FlatInput in) throws IOException {
        return isContent(in) ? Examined.of(EvidenceCodec.read(in)) : UnreadableCodec.read(in);
    }

    private static void writeUnreadable(FlatOutput out, Unreadable unreadable) throws IOException {
        out.octet(UNREADABLE);
        UnreadableCodec.write(out, unreadable);
    }

    private static boolean isContent(FlatInput in) throws IOException {
        int tag = in.octet();
        if (tag != CONTENT && tag != UNREADABLE) {
            throw new IOException("no tag: " + tag);
        }
        return tag == CONTENT;
    }
}
