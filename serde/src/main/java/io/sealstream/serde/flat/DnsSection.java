package io.sealstream.serde.flat;

import io.sealstream.mailauth.Evidence.Consulted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The answers consulted as the octets they came in: read at the first look, and written on as they are. The keyed steps
 * between authentication and the sink don't look, so for them {@code dns[]} costs a copy of its octets.
 */
final class DnsSection extends AbstractList<Consulted> implements RandomAccess {
    private final byte[] octets;
    private final int version;
    private volatile @Nullable List<Consulted> answers;

    DnsSection(byte[] octets, int version) {
        this.octets = octets;
        this.version = version;
    }

    /** What to write of them; null: in a version that is not written any more. */
    byte @Nullable [] octets() {
        return version == FlatSerializer.VERSION ? octets : null;
    }

    private List<Consulted> answers() {
        List<Consulted> read = answers;
        if (read == null) {
            try {
                read = DnsCodec.readAnswers(new FlatInput(new DataInputDeserializer(octets), version));
            } catch (IOException broken) {
                throw new UncheckedIOException("a checkpoint or a transport altered the record", broken);
            }
            answers = read;
        }
        return read;
    }

    @Override
    public Consulted get(int index) {
        return answers().get(index);
    }

    @Override
    public int size() {
        return answers().size();
    }
}
