package io.sealstream.functions.dns;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Evidence.Consulted;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a run's {@link AnswerLog}: those that evidence rests on and that were not given before, as far as it remembers. Not
 * safe from several threads.
 */
public final class AnswerRecorder {
    /** A row in octets; a longer one, which no response of DNS makes, is left out. */
    public static final int MAX_ROW = 896 << 10;

    /** Keys remembered; a row that comes back after that many others is given again, which does no harm to a log. */
    static final int MAX_REMEMBERED = 1 << 18;

    private final Map<String, Boolean> given = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /** Takes a row, without a line end. */
    @FunctionalInterface
    public interface Rows {
        void accept(byte[] row) throws IOException;
    }

    /** Gives the rows of this evidence that are new. */
    public void record(Evidence evidence, Rows rows) throws IOException {
        record(evidence.dns(), evidence.trace().receivedAt().value(), rows);
    }

    void record(List<Consulted> answers, @Nullable Instant asOf, Rows rows) throws IOException {
        for (Consulted consulted : answers) {
            record(consulted, asOf, rows);
        }
    }

    private void record(Consulted consulted, @Nullable Instant asOf, Rows rows) throws IOException {
        String digest = consulted.digest();
        if (digest != null && given.put(digest, Boolean.TRUE) == null) {
            byte[] row = AnswerLog.row(consulted, asOf);
            if (row.length <= MAX_ROW) {
                rows.accept(row);
            }
        }
    }
}
