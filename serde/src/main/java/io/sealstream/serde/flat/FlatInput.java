package io.sealstream.serde.flat;

import io.sealstream.mailauth.dns.DomainName;
import java.io.DataInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what {@link FlatOutput} wrote. Anything else is an IOException, and costs no more memory than the input has octets. */
public final class FlatInput {
    private static final int MAX_LENGTH = 1 << 30;
    private static final int CHUNK = 1 << 20;

    private final DataInput in;
    private final int version;

    FlatInput(DataInput in, int version) {
        this.in = in;
        this.version = version;
    }

    /** Reads one value from an input. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(FlatInput in) throws IOException;
    }

    /** The version that the record was written in. */
    public int version() {
        return version;
    }

    /** What records have since that version; {@code otherwise} for one written before. */
    public <T> T since(int added, Reader<? extends T> reader, T otherwise) throws IOException {
        return version >= added ? reader.read(this) : otherwise;
    }

    public <T> @Nullable T nullableSince(int added, Reader<? extends T> reader) throws IOException {
        return version >= added ? nullable(reader) : null;
    }

    public int octet() throws IOException {
        return in.readUnsignedByte();
    }

    public boolean flag() throws IOException {
        int value = in.readUnsignedByte();
        if (value > 1) {
            throw new IOException("no boolean: " + value);
        }
        return value == 1;
    }

    public long number() throws IOException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    public int integer() throws IOException {
        long value = number();
        if (value != (int) value) {
            throw new IOException("no 32-bit integer: " + value);
        }
        return (int) value;
    }

    /** Eight octets: a hash, which a varint would make longer. */
    public long hash() throws IOException {
        return in.readLong();
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = in.readUnsignedByte();
            value |= (long) (octet & 0x7f) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new IOException("a varint of more than ten octets");
    }

    private int length() throws IOException {
        long length = varint();
        if (length < 0 || length > MAX_LENGTH) {
            throw new IOException("no length: " + length);
        }
        return (int) length;
    }

    public byte[] bytes() throws IOException {
        int length = length();
        byte[] bytes = new byte[Math.min(length, CHUNK)];
        in.readFully(bytes);
        while (bytes.length < length) {
            int read = bytes.length;
            bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * read));
            in.readFully(bytes, read, bytes.length - read);
        }
        return bytes;
    }

    public String text() throws IOException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    public DomainName domain() throws IOException {
        String name = text();
        return name.isEmpty()
                ? DomainName.ROOT
                : DomainName.parse(name).orElseThrow(() -> new IOException("no domain name: " + name));
    }

    public Instant instant() throws IOException {
        try {
            return Instant.ofEpochSecond(number(), varint());
        } catch (DateTimeException | ArithmeticException outOfRange) {
            throw new IOException("no instant", outOfRange);
        }
    }

    public <E extends Enum<E>> E constant(Class<E> type) throws IOException {
        byte[] name = bytes();
        E constant = Constants.of(type, name);
        if (constant == null) {
            throw new IOException("no " + type.getSimpleName() + ": " + new String(name, StandardCharsets.UTF_8));
        }
        return constant;
    }

    public <E extends Enum<E>> Set<E> constants(Class<E> type) throws IOException {
        EnumSet<E> constants = EnumSet.noneOf(type);
        for (int count = length(); count > 0; count--) {
            constants.add(constant(type));
        }
        return Collections.unmodifiableSet(constants);
    }

    public <T> @Nullable T nullable(Reader<? extends T> reader) throws IOException {
        return flag() ? reader.read(this) : null;
    }

    public <T> List<T> list(Reader<? extends T> reader) throws IOException {
        int size = length();
        List<T> list = new ArrayList<>(Math.min(size, 64));
        for (int i = 0; i < size; i++) {
            list.add(reader.read(this));
        }
        return Collections.unmodifiableList(list);
    }
}
