package io.sealstream.functions.signals;

import io.sealstream.mailauth.compauth.Signals.Contact;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** The recipients of a sender's authenticated mail. */
final class Contacts {
    private final MapState<Integer, ContactSet> sets;
    private final int window;

    /** @param window how many days before a message are known */
    Contacts(RuntimeContext context, int window) {
        sets = context.getMapState(new MapStateDescriptor<>("contacts", Types.INT, SignalTypes.CONTACT_SET));
        this.window = window;
    }

    /**
     * What is known of the message's recipients; null: it has none, or of none it can be told.
     *
     * @param remember whether the message makes contacts
     */
    @Nullable
    Contact see(long[] recipients, long day, boolean remember) throws Exception {
        int known = 0;
        int unknown = 0;
        long last = Days.NONE;
        for (long recipient : recipients) {
            int number = ContactSet.of(recipient);
            ContactSet stored = sets.get(number);
            ContactSet set = stored == null ? ContactSet.EMPTY : stored;
            long contact = set.lastContact(recipient, day, window);
            known += contact == Days.NONE ? 0 : 1;
            unknown += contact == Days.NONE && !set.isFull() ? 1 : 0;
            last = Math.max(last, contact);
            ContactSet updated = remember ? set.with(recipient, day) : set;
            if (updated != set) {
                sets.put(number, updated);
            }
        }
        return known + unknown == 0 ? null : new Contact(known, unknown, Days.date(last));
    }

    /** Forgets whom mail last came to on that day or before. */
    void forget(long day) throws Exception {
        Iterator<Map.Entry<Integer, ContactSet>> entries = sets.iterator();
        while (entries != null && entries.hasNext()) {
            Map.Entry<Integer, ContactSet> entry = entries.next();
            ContactSet kept = entry.getValue().after(day);
            if (kept.isEmpty()) {
                entries.remove();
            } else if (kept != entry.getValue()) {
                entry.setValue(kept);
            }
        }
        if (sets.isEmpty()) {
            sets.clear();
        }
    }
}
