package io.sealstream.functions.dns;

import io.sealstream.functions.dns.SightingStore.ClosedZone;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.DomainName;
import java.util.function.LongConsumer;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** Writes sightings to a folder, in batches; what is not closed is not all there. */
final class RocksSink implements SightingSink, AutoCloseable {
    private static final long BATCH_BYTES = 4L << 20;
    private static final int TOLD_EVERY = 4096;
    private static final Seen NOTHING = new Seen.Absence(Outcome.NO_DATA);

    private final RocksFolder folder;
    private final LongConsumer progress;
    private final WriteBatch batch = new WriteBatch();
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private long sightings;

    RocksSink(RocksFolder folder, LongConsumer progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /** Sightings taken so far. */
    long sightings() {
        return sightings;
    }

    @Override
    public void add(DomainName name, Sighting sighting) {
        sightings++;
        if (sightings % TOLD_EVERY == 0) {
            progress.accept(sightings);
        }
        append(sighting.seen().rank() <= 1 ? RocksFolder.DATA : RocksFolder.NEGATIVE, name, sighting);
    }

    @Override
    public void zone(ClosedZone zone) {
        append(RocksFolder.ZONE, zone.origin(), new Sighting(null, NOTHING, zone.negativeTtl(), zone.when()));
    }

    @Override
    public void exists(DomainName name) {
        mark(RocksFolder.EXISTS, name);
    }

    @Override
    public void cut(DomainName name) {
        mark(RocksFolder.CUT, name);
    }

    private void append(byte letter, DomainName name, Sighting sighting) {
        folder.use(db -> {
            batch.merge(RocksFolder.key(letter, name), SightingCodec.encode(sighting));
            return writeFull();
        });
    }

    private void mark(byte letter, DomainName name) {
        folder.use(db -> {
            batch.put(RocksFolder.key(letter, name), new byte[0]);
            return writeFull();
        });
    }

    private boolean writeFull() throws RocksDBException {
        return batch.getDataSize() >= BATCH_BYTES && write();
    }

    private boolean write() {
        return folder.use(db -> {
            db.write(unlogged, batch);
            batch.clear();
            return true;
        });
    }

    /** Writes the rest and puts the folder in order for reading. */
    void finish() {
        write();
        folder.use(db -> {
            try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
                db.flush(wait);
                db.compactRange();
            }
            return true;
        });
    }

    @Override
    public void close() {
        batch.close();
        unlogged.close();
    }
}
