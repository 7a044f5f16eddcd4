package io.sealstream.functions.dns;

import java.io.Serializable;

/** What a source and those behind it counted; zeros where there is no cache or nobody is asked. */
public record DnsCounts(CacheCounts cache, LiveCounts live) implements Serializable {
    public static final DnsCounts NONE = new DnsCounts(CacheCounts.NONE, LiveCounts.NONE);

    /** The sum, of two sources. */
    public DnsCounts and(DnsCounts more) {
        return new DnsCounts(cache.and(more.cache), live.and(more.live));
    }
}
