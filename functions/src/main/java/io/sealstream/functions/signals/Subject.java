package io.sealstream.functions.signals;

import io.sealstream.serde.TenantEvidence;
import io.sealstream.serde.flat.FlatInput;
import io.sealstream.serde.flat.FlatOutput;
import io.sealstream.serde.flat.FlatSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What feedback about a message has to know of it.
 *
 * @param key of its id
 * @param sender its key ({@link TenantEvidence#senderKey}); null: none
 * @param infrastructure that it came from; null: not known
 * @param day of its event time
 */
public record Subject(
        String key, @Nullable String sender, @Nullable String infrastructure, long day) {
    private static final int KEY_OCTETS = 16;

    /** @param at the message's event time, in epoch milliseconds */
    static Subject of(TenantEvidence message, long at) {
        return new Subject(
                keyOf(message.evidence().id()), message.senderKey(), message.infrastructureKey(), Days.of(at));
    }

    /** 128 bits of SHA-256: an id may be long, and is the producer's. */
    static String keyOf(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_OCTETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void write(FlatOutput out) throws IOException {
        out.text(key);
        out.nullable(sender, FlatOutput::text);
        out.nullable(infrastructure, FlatOutput::text);
        out.number(day);
    }

    static Subject read(FlatInput in) throws IOException {
        return new Subject(in.text(), in.nullable(FlatInput::text), in.nullable(FlatInput::text), in.number());
    }

    /** Serializes it. */
    static final class Serializer extends FlatSerializer<Subject> {
        private static final long serialVersionUID = 1L;

        @Override
        protected void write(FlatOutput out, Subject value) throws IOException {
            value.write(out);
        }

        @Override
        protected Subject read(FlatInput in) throws IOException {
            return Subject.read(in);
        }

        @Override
        public TypeSerializerSnapshot<Subject> snapshotConfiguration() {
            return new Snapshot();
        }

        /** What a checkpoint remembers of this serializer. */
        public static final class Snapshot extends SimpleTypeSerializerSnapshot<Subject> {
            public Snapshot() {
                super(Serializer::new);
            }
        }
    }
}
