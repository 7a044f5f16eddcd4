package io.sealstream.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * A line on the terminal that tells how far long work is: done, rate, and what remains where the total is known. It writes
 * nothing where standard error is no terminal. Not safe from several threads.
 */
final class Progress implements AutoCloseable {
    private static final long EVERY_NANOS = 200_000_000L;
    private static final int BAR = 24;

    private final PrintStream terminal;
    private final boolean shown;
    private final long totalBytes;
    private final long started = System.nanoTime();
    private long last = started;

    /** @param totalBytes what the whole work has; -1: unknown */
    Progress(PrintStream terminal, boolean shown, long totalBytes) {
        this.terminal = terminal;
        this.shown = shown;
        this.totalBytes = totalBytes;
    }

    /** Whether standard error is a terminal, as the launcher found. */
    static boolean isTerminal() {
        return Boolean.getBoolean("sealstream.terminal");
    }

    void update(long messages, long bytes) {
        show(seconds -> line(messages, bytes, seconds));
    }

    /** For work of another kind, whose total is not known. */
    void count(long done, String what) {
        show(seconds -> String.format(Locale.ROOT, "%,d %s  %,.0f/s", done, what, done / seconds));
    }

    private void show(DoubleFunction<String> line) {
        long now = System.nanoTime();
        if (shown && now - last >= EVERY_NANOS) {
            last = now;
            terminal.print("\r\u001b[K" + line.apply((now - started) / 1e9));
            terminal.flush();
        }
    }

    private String line(long messages, long bytes, double seconds) {
        double rate = messages / seconds;
        String done = String.format(
                Locale.ROOT, "%,d messages  %,.0f/s  %s/s", messages, rate, Bytes.text((long) (bytes / seconds)));
        if (totalBytes <= 0 || bytes <= 0) {
            return done;
        }
        double share = Math.min(1, (double) bytes / totalBytes);
        int filled = (int) (share * BAR);
        long left = Math.round(seconds / share - seconds);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f%%  %s  %d:%02d left",
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                share * 100,
                done,
                left / 60,
                left % 60);
    }

    /** Clears the line. */
    @Override
    public void close() {
        if (shown) {
            terminal.print("\r\u001b[K");
            terminal.flush();
        }
    }
}
