package io.sealstream.serde.flat;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The serializer of an immutable type: a version byte, then the record. It writes the present version and reads all earlier
 * ones. Within a task nothing is copied, so a message's octets stay where the consumer put them. Other modules write the
 * values of their keyed state by it too.
 */
public abstract class FlatSerializer<T> extends TypeSerializerSingleton<T> {
    static final int VERSION = 2;

    private static final long serialVersionUID = 1L;

    protected abstract void write(FlatOutput out, T value) throws IOException;

    protected abstract T read(FlatInput in) throws IOException;

    @Override
    public final void serialize(T value, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        write(new FlatOutput(target), value);
    }

    @Override
    public final T deserialize(DataInputView source) throws IOException {
        int version = source.readUnsignedByte();
        if (version < 1 || version > VERSION) {
            throw new IOException("written in version " + version + "; this release reads 1 to " + VERSION);
        }
        return read(new FlatInput(source, version));
    }

    @Override
    public final T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public final void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public final T copy(T value) {
        return value;
    }

    @Override
    public final T copy(T value, T reuse) {
        return value;
    }

    @Override
    public final boolean isImmutableType() {
        return true;
    }

    @Override
    public final int getLength() {
        return -1;
    }

    /** None: there is nothing to reuse. Flink takes null for that. */
    @Override
    @SuppressWarnings("NullAway")
    public final T createInstance() {
        return null;
    }
}
