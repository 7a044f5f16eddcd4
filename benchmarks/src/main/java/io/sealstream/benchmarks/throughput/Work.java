package io.sealstream.benchmarks.throughput;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimResult.Check;
import java.util.Locale;

/**
 * The arithmetic that nothing can do without to come to some evidence: the signatures that were checked, those of the newest ARC
 * message signature and of each seal included.
 *
 * @param hashesBody whether any body hash is needed
 */
record Work(int rsa2048, int rsa1024, int ed25519, boolean hashesBody) {
    /** What a signature commonly covers of the header. */
    static final int SIGNED_HEADER = 1_600;

    static Work of(Evidence evidence) {
        int rsa2048 = 0;
        int rsa1024 = 0;
        int ed25519 = 0;
        for (DkimResult result : evidence.dkim()) {
            if (result.signature() == Check.NOT_CHECKED) {
                continue;
            }
            String algorithm = String.valueOf(result.algorithm()).toLowerCase(Locale.ROOT);
            if (algorithm.startsWith("ed25519")) {
                ed25519++;
            } else if (result.keyBits() > 1_024) {
                rsa2048++;
            } else {
                rsa1024++;
            }
        }
        int sets = evidence.arc() == null ? 0 : evidence.arc().instances();
        rsa2048 += sets == 0 ? 0 : sets + 1;
        return new Work(rsa2048, rsa1024, ed25519, rsa2048 + rsa1024 + ed25519 > 0);
    }

    int signatures() {
        return rsa2048 + rsa1024 + ed25519;
    }

    /** What openssl takes for it: its verifications, and SHA-256 of the body and of what each signature covers of the header. */
    double openSslMicros(OpenSsl openSsl, int headerSize, int size) {
        double hashed =
                (double) signatures() * Math.min(SIGNED_HEADER, headerSize) + (hashesBody ? size - headerSize : 0);
        return rsa2048 * openSsl.rsa2048Micros()
                + rsa1024 * openSsl.rsa1024Micros()
                + ed25519 * openSsl.ed25519Micros()
                + openSsl.sha256Micros(hashed);
    }
}
