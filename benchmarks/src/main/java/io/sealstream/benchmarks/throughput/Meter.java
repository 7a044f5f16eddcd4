package io.sealstream.benchmarks.throughput;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What this process uses from one moment to another, compiler and garbage collector included. */
final class Meter {
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Where the user time of a thread stands in its {@code stat}, behind the name; the system time follows it. */
    private static final int USER_TIME = 11;

    private final long cpu = SYSTEM.getProcessCpuTime();
    private final long compiler = compilerNanos();
    private final long gc = gcMillis();
    private final Map<Long, Long> allocated = allocatedByThread();
    private final long wall = System.nanoTime();

    private Meter() {}

    /**
     * @param compilerNanos of the CPU time, the JVM's compiler's; 0 where the system does not tell
     * @param allocatedBytes by the threads that still live at the end
     */
    record Usage(long wallNanos, long cpuNanos, long compilerNanos, long allocatedBytes, long gcMillis) {}

    static Meter start() {
        return new Meter();
    }

    /** Since the start. */
    double seconds() {
        return (System.nanoTime() - wall) / 1e9;
    }

    Usage stop() {
        long wallNanos = System.nanoTime() - wall;
        long cpuNanos = SYSTEM.getProcessCpuTime() - cpu;
        long bytes = 0;
        for (Map.Entry<Long, Long> thread : allocatedByThread().entrySet()) {
            bytes += thread.getValue() - allocated.getOrDefault(thread.getKey(), 0L);
        }
        return new Usage(wallNanos, cpuNanos, compilerNanos() - compiler, bytes, gcMillis() - gc);
    }

    /** CPU time of the calling thread, in nanoseconds. */
    static long threadCpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static Map<Long, Long> allocatedByThread() {
        long[] threads = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(threads);
        Map<Long, Long> byThread = new HashMap<>();
        for (int i = 0; i < threads.length; i++) {
            if (bytes[i] >= 0) {
                byThread.put(threads[i], bytes[i]);
            }
        }
        return byThread;
    }

    private static long gcMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    /** CPU time of the threads of the JVM's compiler, as Linux counts them, in hundredths of a second. */
    private static long compilerNanos() {
        File[] threads = new File("/proc/self/task").listFiles();
        long ticks = 0;
        for (File thread : threads == null ? new File[0] : threads) {
            try {
                String stat = Files.readString(thread.toPath().resolve("stat"));
                int name = stat.lastIndexOf(')');
                if (stat.lastIndexOf("CompilerThre", name) >= 0) {
                    String[] fields = stat.substring(name + 2).split(" ");
                    ticks += Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
                }
            } catch (IOException ended) {
                // the thread is no more
            }
        }
        return ticks * 10_000_000;
    }

    /** The most memory that the process had, as Linux counts; -1: another system. */
    static long peakRssBytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
        } catch (IOException anotherSystem) {
            return -1;
        }
        return -1;
    }
}
