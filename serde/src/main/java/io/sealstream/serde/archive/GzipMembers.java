package io.sealstream.serde.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The members of a gzip (RFC 1952 §2.2), one after the other. The JDK's stream passes in silence over a tail that is no member;
 * here that is a broken file, for mail may have been in it. Zeros are padding.
 */
final class GzipMembers extends GZIPInputStream {
    private static final int BUFFER = 65_536;

    /** RFC 1952 §2.3: CRC32 and ISIZE. */
    private static final int TRAILER = 8;

    private boolean tailSeen;

    GzipMembers(InputStream in) throws IOException {
        super(new MoreToCome(in), BUFFER);
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int read = super.read(to, offset, length);
        if (read < 0 && !tailSeen) {
            tailSeen = true;
            checkTail();
        }
        return read;
    }

    private void checkTail() throws IOException {
        boolean zeros = true;
        for (int i = len - inf.getRemaining() + TRAILER; i < len; i++) {
            zeros &= buf[i] == 0;
        }
        for (int read = in.read(buf); zeros && read >= 0; read = in.read(buf)) {
            for (int i = 0; i < read; i++) {
                zeros &= buf[i] == 0;
            }
        }
        if (!zeros) {
            throw new ZipException("what follows the last gzip member is none");
        }
    }

    /** Without this a pipe that has nothing at hand would end the file after its first member. */
    private static final class MoreToCome extends FilterInputStream {
        MoreToCome(InputStream in) {
            super(in);
        }

        @Override
        public int available() throws IOException {
            return Math.max(1, super.available());
        }
    }
}
