package io.sealstream.functions.authenticate;

import java.util.concurrent.TimeUnit;

/** Permits by octets. A claim larger than the whole budget is granted when nothing else is held. Safe from several threads. */
final class ByteBudget {
    private final long limit;
    private long held;

    ByteBudget(long limit) {
        this.limit = limit;
    }

    /** Waits for the permits, at most that long; false: not granted. */
    synchronized boolean tryAcquire(long bytes, long waitMillis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        while (held > 0 && held + bytes > limit) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        held += bytes;
        return true;
    }

    synchronized void release(long bytes) {
        held -= bytes;
        notifyAll();
    }

    synchronized long held() {
        return held;
    }
}
