package io.sealstream.functions.authenticate;

import io.sealstream.functions.dns.CacheCounts;
import io.sealstream.functions.dns.DnsCounts;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * Carries to the end of a job what its DNS sources counted. The subtasks of a TaskManager share a source, and each tells all
 * that it has counted so far: so what counts for a source is the most that anyone tells of it.
 */
final class DnsAccumulator implements Accumulator<Map.Entry<String, DnsCounts>, DnsCounts> {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, DnsCounts> bySource = new HashMap<>();

    /** @param told the source's id, and what it has counted */
    @Override
    public void add(Map.Entry<String, DnsCounts> told) {
        bySource.merge(told.getKey(), told.getValue(), DnsAccumulator::later);
    }

    /** Counts only grow. */
    private static DnsCounts later(DnsCounts a, DnsCounts b) {
        return lookups(a) >= lookups(b) ? a : b;
    }

    private static long lookups(DnsCounts counts) {
        CacheCounts cache = counts.cache();
        return cache.allHits()
                + cache.misses()
                + cache.coalesced()
                + counts.live().all().count();
    }

    @Override
    public DnsCounts getLocalValue() {
        return bySource.values().stream().reduce(DnsCounts.NONE, DnsCounts::and);
    }

    @Override
    public void resetLocal() {
        bySource.clear();
    }

    @Override
    public void merge(Accumulator<Map.Entry<String, DnsCounts>, DnsCounts> other) {
        if (other instanceof DnsAccumulator accumulator) {
            accumulator.bySource.entrySet().forEach(this::add);
        }
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod") // the field is final, and a copy has counts of its own
    public DnsAccumulator clone() {
        DnsAccumulator copy = new DnsAccumulator();
        copy.bySource.putAll(bySource);
        return copy;
    }
}
