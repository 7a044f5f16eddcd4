package io.sealstream.job.sources;

import io.sealstream.mailauth.Mail.Fidelity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Splits in checkpoints. */
final class ArchiveSplitSerializer implements SimpleVersionedSerializer<ArchiveSplit> {
    private static final int VERSION = 1;
    private static final String NO_FIDELITY = "";

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(ArchiveSplit split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(split, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Override
    public ArchiveSplit deserialize(int version, byte[] bytes) throws IOException {
        return read(version, new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    private static void write(ArchiveSplit split, DataOutputStream out) throws IOException {
        out.writeUTF(split.path());
        out.writeLong(split.taken());
        out.writeInt(split.maxMessageBytes());
        Fidelity fidelity = split.fidelity();
        out.writeUTF(fidelity == null ? NO_FIDELITY : fidelity.name());
    }

    private static ArchiveSplit read(int version, DataInputStream in) throws IOException {
        if (version != VERSION) {
            throw new IOException("a split of version " + version + ", which is newer than this software");
        }
        String path = in.readUTF();
        long taken = in.readLong();
        int maxMessageBytes = in.readInt();
        String fidelity = in.readUTF();
        return new ArchiveSplit(
                path, taken, maxMessageBytes, fidelity.equals(NO_FIDELITY) ? null : Fidelity.valueOf(fidelity));
    }

    /** The splits that no reader has yet. */
    static final class OfSeveral implements SimpleVersionedSerializer<Collection<ArchiveSplit>> {
        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(Collection<ArchiveSplit> splits) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(splits.size());
            for (ArchiveSplit split : splits) {
                write(split, out);
            }
            return bytes.toByteArray();
        }

        @Override
        public Collection<ArchiveSplit> deserialize(int version, byte[] bytes) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            int count = in.readInt();
            List<ArchiveSplit> splits = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                splits.add(read(version, in));
            }
            return splits;
        }
    }
}
