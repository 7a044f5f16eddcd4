package io.sealstream.benchmarks.throughput;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/**
 * Tells when a run is warm: it has gone on for as long as will be measured, and the JVM's compiler, whose time counts as the
 * process's, has next to nothing left to do. At the latest after {@value #MOST} times as long, or another number given.
 */
final class WarmUp {
    private static final int MOST = 6;

    /** Broker, producer and consumer are compiled too, the job's code again for them. */
    static final int MOST_FROM_KAFKA = 16;

    private static final double NEXT_TO_NOTHING = 0.02;

    /** The compiler's time is counted when it is done with a method: one window may be quiet because it is not. */
    private static final int QUIET_WINDOWS = 3;

    private final double seconds;
    private final int most;
    private final Meter whole = Meter.start();
    private Meter window = Meter.start();
    private long compiled = compilationMillis();
    private int quietWindows;

    /** @param seconds that will be measured */
    WarmUp(double seconds) {
        this(seconds, MOST);
    }

    WarmUp(double seconds, int most) {
        this.seconds = seconds;
        this.most = most;
    }

    /** How often to ask, in milliseconds: the compiler is looked at over so long a time. */
    long windowMillis() {
        return Math.max(50, Math.min(1_000, (long) (seconds * 200)));
    }

    boolean isOver() {
        if (window.seconds() * 1_000 >= windowMillis()) {
            long now = compilationMillis();
            boolean quiet = now - compiled < NEXT_TO_NOTHING * window.seconds() * 1_000;
            quietWindows = quiet ? quietWindows + 1 : 0;
            compiled = now;
            window = Meter.start();
        }
        return whole.seconds() >= seconds && (quietWindows >= QUIET_WINDOWS || whole.seconds() >= most * seconds);
    }

    private static long compilationMillis() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler == null || !compiler.isCompilationTimeMonitoringSupported()
                ? 0
                : compiler.getTotalCompilationTime();
    }
}
