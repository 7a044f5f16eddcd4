package io.sealstream.serde.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has to be left out for a verdict to fit its limit: a greatest number of elements for each list, and a greatest length
 * for texts outside of lists.
 */
final class Fit {
    /** Of a text outside of lists, in characters. */
    private static final int TEXT = 4_096;

    /** Of such a text in a verdict that does not fit without any list. */
    private static final int SHORT_TEXT = 256;

    private final Map<String, Integer> elements = new HashMap<>();
    private final Map<String, List<Integer>> sizes = new HashMap<>();
    private int text = TEXT;
    private boolean measuring;

    /** How many elements of that list are written at most. */
    int elements(String list) {
        return elements.isEmpty() ? JsonFields.MAX_ELEMENTS : elements.getOrDefault(list, JsonFields.MAX_ELEMENTS);
    }

    int text() {
        return text;
    }

    /** Whether {@link #measured} wants to know of each element. */
    boolean measuring() {
        return measuring;
    }

    void measure() {
        measuring = true;
        sizes.clear();
    }

    /** An element of that list was written, in so many octets. */
    void measured(String list, int octets) {
        sizes.computeIfAbsent(list, any -> new ArrayList<>()).add(octets);
    }

    /** Cuts the longest list from its end by {@code excess} octets, or wholly; false: nothing is left to cut. */
    boolean cut(int excess) {
        String longest = null;
        int most = 0;
        for (Map.Entry<String, List<Integer>> list : sizes.entrySet()) {
            int octets = list.getValue().stream().mapToInt(Integer::intValue).sum();
            if (octets > most
                    || (octets == most && longest != null && list.getKey().compareTo(longest) < 0)) {
                longest = list.getKey();
                most = octets;
            }
        }
        if (longest == null) {
            boolean shortened = text > SHORT_TEXT;
            text = SHORT_TEXT;
            return shortened;
        }
        List<Integer> octets = sizes.getOrDefault(longest, List.of());
        int keep = octets.size();
        for (int freed = 0; keep > 0 && freed < excess; ) {
            freed += octets.get(--keep);
        }
        elements.put(longest, keep);
        return true;
    }
}
