package io.sealstream.functions.dns;

import io.sealstream.serde.archive.Decompression;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file's octets with any compression undone, as long as they are not out of all proportion to the file. */
final class BoundedExpansion extends InputStream {
    /** What any file may expand to. */
    static final long FREE = 64L << 20;

    /** And so many octets for each of the file: rows of an archive are about 10, and gzip ends near 1,000. */
    static final long RATIO = 200;

    private final Counted file;
    private final InputStream content;
    private long given;

    /** @param name which may tell the compression by its ending */
    BoundedExpansion(InputStream file, String name) throws IOException {
        this.file = new Counted(file);
        this.content = Decompression.undo(this.file, name);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int read = content.read(to, offset, length);
        given += Math.max(0, read);
        if (given - FREE > RATIO * file.taken) {
            throw new IOException("it expands to more than " + RATIO + " times its size");
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    /** Counts what was read of the file. */
    private static final class Counted extends FilterInputStream {
        private long taken;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            taken += octet < 0 ? 0 : 1;
            return octet;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int read = super.read(to, offset, length);
            taken += Math.max(0, read);
            return read;
        }
    }
}
