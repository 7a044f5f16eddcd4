package io.sealstream.functions.signals;

import org.apache.flink.streaming.api.TimerService;

/**
 * How long days are known. A day is of use to messages of the {@code days} days that follow it; one timer a key and day then makes
 * it be forgotten. State TTL would do that by the clock on the wall, at which an archive of ten years is an hour.
 *
 * @param days how many days before a message are known
 */
record Retention(int days) {
    /** Whether what comes from that day is still to be kept. What is older is judged, and leaves nothing. */
    boolean keeps(long day, TimerService timers) {
        return end(day) > timers.currentWatermark();
    }

    /** Once a key and day: Flink holds one timer for a key and time. */
    void schedule(long day, TimerService timers) {
        timers.registerEventTimeTimer(end(day));
    }

    private long end(long day) {
        return Days.start(day + days + 1);
    }

    /** The last day that a timer of that time has to forget; {@link Days#NONE}: none, for the bounded input has ended. */
    long expired(long timer, TimerService timers) {
        return timers.currentWatermark() == Long.MAX_VALUE ? Days.NONE : Days.of(timer) - days - 1;
    }
}
