package io.sealstream.serde.flat;

import io.sealstream.serde.Unreadable;
import java.io.IOException;

/** {@link Unreadable}. */
final class UnreadableCodec {
    private UnreadableCodec() {}

    static void write(FlatOutput out, Unreadable unreadable) throws IOException {
        MailCodec.writeOrigin(out, unreadable.origin());
        out.constant(unreadable.reason());
        out.text(unreadable.detail());
        out.nullable(unreadable.id(), FlatOutput::text);
        out.number(unreadable.length());
        out.bytes(unreadable.bytes());
    }

    static Unreadable read(FlatInput in) throws IOException {
        return new Unreadable(
                MailCodec.readOrigin(in),
                in.constant(Unreadable.Reason.class),
                in.text(),
                in.nullable(FlatInput::text),
                in.number(),
                in.bytes());
    }
}
