package io.sealstream.serde.flat;

import io.sealstream.mailauth.dns.DomainName;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a record: numbers as base-128 varints, texts and lists behind their length, enums by name. */
public final class FlatOutput {
    private final DataOutput out;

    FlatOutput(DataOutput out) {
        this.out = out;
    }

    /** Writes one value to an output. */
    @FunctionalInterface
    public interface Writer<T> {
        void write(FlatOutput out, T value) throws IOException;
    }

    public void octet(int value) throws IOException {
        out.writeByte(value);
    }

    public void flag(boolean value) throws IOException {
        out.writeBoolean(value);
    }

    /** Small magnitudes of either sign are short (ZigZag). */
    public void number(long value) throws IOException {
        varint((value << 1) ^ (value >> 63));
    }

    /** Eight octets: a hash, which a varint would make longer. */
    public void hash(long value) throws IOException {
        out.writeLong(value);
    }

    private void varint(long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    public void bytes(byte[] value) throws IOException {
        varint(value.length);
        out.write(value);
    }

    public void text(String value) throws IOException {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public void domain(DomainName value) throws IOException {
        text(value.toString());
    }

    public void instant(Instant value) throws IOException {
        number(value.getEpochSecond());
        varint(value.getNano());
    }

    /** By name: constants may be added anywhere, and never renamed. */
    public void constant(Enum<?> value) throws IOException {
        bytes(Constants.name(value));
    }

    public <T> void nullable(@Nullable T value, Writer<? super T> writer) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            writer.write(this, value);
        }
    }

    public <T> void list(Collection<? extends T> values, Writer<? super T> writer) throws IOException {
        varint(values.size());
        for (T value : values) {
            writer.write(this, value);
        }
    }

    /** What {@code writer} writes, behind its length, so that a reader can pass over it. */
    public <T> void section(T value, Writer<? super T> writer) throws IOException {
        DataOutputSerializer section = new DataOutputSerializer(1024);
        writer.write(new FlatOutput(section), value);
        varint(section.length());
        out.write(section.getSharedBuffer(), 0, section.length());
    }
}
