package io.sealstream.serde.archive;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Undoes gzip and zstd, of one member or several; told by the name or by the first octets. */
public final class Decompression {
    private static final int BUFFER = 65_536;

    private Decompression() {}

    /**
     * The octets that a file stands for, which are its own where it is not compressed. There may be far more of them than the
     * file has.
     *
     * @param name the file's, of any case
     */
    public static InputStream undo(InputStream file, String name) throws IOException {
        return decompressed(file, name.toLowerCase(Locale.ROOT));
    }

    /** The name, in lower case, without the ending of a compression. */
    public static String withoutEnding(String lower) {
        return withoutEnding(withoutEnding(lower, ".gz"), ".zst");
    }

    private static InputStream decompressed(InputStream file, String name) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file, BUFFER);
        in.mark(4);
        byte[] magic = in.readNBytes(4);
        in.reset();
        if (name.endsWith(".gz") || startsWith(magic, 0x1f, 0x8b)) { // RFC 1952 §2.3.1
            return new GzipMembers(in);
        }
        if (name.endsWith(".zst") || startsWith(magic, 0x28, 0xb5, 0x2f, 0xfd)) { // RFC 8878 §3.1.1
            return zstd(in);
        }
        return in;
    }

    private static InputStream zstd(InputStream in) throws IOException {
        try {
            return new ZstdInputStream(in);
        } catch (LinkageError noNativeLibrary) {
            throw new IOException("zstd is not available on this machine", noNativeLibrary);
        }
    }

    private static boolean startsWith(byte[] octets, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= octets.length || (octets[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static String withoutEnding(String name, String ending) {
        return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
    }
}
