package io.sealstream.functions.authenticate;

import io.sealstream.functions.dns.DnsSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * What the subtasks of a job share in a TaskManager: the workers, and the DNS source with its cache. Each subtask holds a
 * reference, and one more is held until Flink releases the job's class loader, so that a restart of the job finds the cache
 * warm. The last to let go closes.
 */
final class SharedResources {
    private static final Map<JobID, SharedResources> BY_JOB = new HashMap<>();

    private final JobID job;
    private final Workers workers;
    private final DnsSource dns;
    private final int threadsEach;
    /** Tells it from those of other TaskManagers. */
    private final String id = UUID.randomUUID().toString();

    private int subtasks;
    private boolean metricsClaimed;
    private boolean classLoaderHeld;

    private SharedResources(JobID job, Workers workers, DnsSource dns, int threadsEach) {
        this.job = job;
        this.workers = workers;
        this.dns = dns;
        this.threadsEach = threadsEach;
    }

    /** Those of the job, opened by its first subtask here; each call is to be met by one of {@link #release}. */
    static SharedResources acquire(RuntimeContext context, DnsSourceFactory dns, int threads) throws IOException {
        JobID job = context.getJobInfo().getJobId();
        return acquire(
                job,
                context.getUserCodeClassLoader(),
                hook -> context.registerUserCodeClassLoaderReleaseHookIfAbsent("sealstream-authenticate-" + job, hook),
                dns,
                threads);
    }

    /** @param atRelease takes what is to be run when the class loader is released */
    static SharedResources acquire(
            JobID job, ClassLoader loader, Consumer<Runnable> atRelease, DnsSourceFactory dns, int threads)
            throws IOException {
        synchronized (BY_JOB) {
            SharedResources shared = BY_JOB.get(job);
            if (shared == null) {
                shared = new SharedResources(job, new Workers("sealstream-authenticate", loader), dns.open(), threads);
                BY_JOB.put(job, shared);
                shared.classLoaderHeld = true;
                atRelease.accept(shared::classLoaderReleased);
            }
            shared.subtasks++;
            shared.workers.resize(shared.subtasks * shared.threadsEach);
            return shared;
        }
    }

    private void classLoaderReleased() {
        synchronized (BY_JOB) {
            classLoaderHeld = false;
            closeIfLast();
        }
    }

    /** Tells what the job's DNS source has counted in this TaskManager; where there is none, nothing. */
    static void tellDns(JobID job, DnsAccumulator asked) {
        synchronized (BY_JOB) {
            SharedResources shared = BY_JOB.get(job);
            if (shared != null) {
                asked.add(Map.entry(shared.id, shared.dns.counts()));
            }
        }
    }

    void release() {
        synchronized (BY_JOB) {
            subtasks--;
            workers.resize(subtasks * threadsEach);
            closeIfLast();
        }
    }

    private void closeIfLast() {
        if (subtasks == 0 && !classLoaderHeld && BY_JOB.remove(job, this)) {
            workers.close();
            dns.close();
        }
    }

    /** True for one subtask at a time, which shows the metrics of what is shared until {@link #yieldMetrics}. */
    boolean claimMetrics() {
        synchronized (BY_JOB) {
            boolean free = !metricsClaimed;
            metricsClaimed = true;
            return free;
        }
    }

    void yieldMetrics() {
        synchronized (BY_JOB) {
            metricsClaimed = false;
        }
    }

    Workers workers() {
        return workers;
    }

    DnsSource dns() {
        return dns;
    }
}
