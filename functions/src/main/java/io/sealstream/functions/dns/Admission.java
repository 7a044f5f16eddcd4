package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.DomainName;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many questions are in flight, in all and for one zone. What is above waits, zone by zone in turn, so that a slow zone holds
 * up its own questions only.
 */
final class Admission {
    private final int maxInFlight;
    private final int maxInFlightPerZone;
    private final int maxWaiting;

    private final Map<DomainName, ZoneQueue> zones = new HashMap<>();
    private final ArrayDeque<ZoneQueue> admissible = new ArrayDeque<>();
    private final Set<Thread> starting = ConcurrentHashMap.newKeySet();
    private int inFlight;
    private int waiting;
    private long throttled;

    private static final class ZoneQueue {
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private int inFlight;
        private boolean admissible;
    }

    Admission(int maxInFlight, int maxInFlightPerZone, int maxWaiting) {
        this.maxInFlight = maxInFlight;
        this.maxInFlightPerZone = maxInFlightPerZone;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Runs {@code start} when there is room, here or on a thread that gives room back. It never throws.
     *
     * @return false where too many wait: it will not be run
     */
    boolean enter(DomainName zone, Runnable start) {
        synchronized (this) {
            if (waiting >= maxWaiting) {
                return false;
            }
            ZoneQueue queue = zones.computeIfAbsent(zone, z -> new ZoneQueue());
            if (queue.inFlight >= maxInFlightPerZone) {
                throttled++;
            }
            queue.waiting.add(start);
            waiting++;
            offer(queue);
        }
        startAdmitted();
        return true;
    }

    /** Once for each question that was started. */
    void leave(DomainName zone) {
        synchronized (this) {
            ZoneQueue queue = zones.get(zone);
            if (queue == null) {
                return;
            }
            inFlight--;
            queue.inFlight--;
            offer(queue);
            if (queue.inFlight == 0 && queue.waiting.isEmpty()) {
                zones.remove(zone);
            }
        }
        startAdmitted();
    }

    synchronized int inFlight() {
        return inFlight;
    }

    synchronized int waiting() {
        return waiting;
    }

    /** Questions so far that came while their zone had its full number in flight. */
    synchronized long throttled() {
        return throttled;
    }

    /** Zones that have their full number in flight, and questions that wait. */
    synchronized int zonesThrottled() {
        int count = 0;
        for (ZoneQueue queue : zones.values()) {
            count += queue.inFlight >= maxInFlightPerZone && !queue.waiting.isEmpty() ? 1 : 0;
        }
        return count;
    }

    private void startAdmitted() {
        if (!starting.add(Thread.currentThread())) {
            return; // a question that ended as it started; the loop below goes on
        }
        try {
            for (Runnable start = next(); start != null; start = next()) {
                start.run();
            }
        } finally {
            starting.remove(Thread.currentThread());
        }
    }

    private synchronized @Nullable Runnable next() {
        ZoneQueue queue = inFlight < maxInFlight ? admissible.poll() : null;
        if (queue == null) {
            return null;
        }
        queue.admissible = false;
        Runnable start = queue.waiting.remove();
        waiting--;
        inFlight++;
        queue.inFlight++;
        offer(queue);
        return start;
    }

    private void offer(ZoneQueue queue) {
        if (!queue.admissible && queue.inFlight < maxInFlightPerZone && !queue.waiting.isEmpty()) {
            queue.admissible = true;
            admissible.add(queue);
        }
    }
}
