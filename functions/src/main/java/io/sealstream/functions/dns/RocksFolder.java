package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.DomainName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.StringAppendOperator;
import org.rocksdb.VectorMemTableConfig;

/**
 * An archive's folder, opened. A key is a letter and a name with its labels in reverse, so that what lies below a name follows
 * it. Values are appended to each other. What goes wrong is an {@link UncheckedIOException}; so is whatever comes after the close.
 */
final class RocksFolder implements AutoCloseable {
    /** Records and aliases, as sightings. */
    static final byte DATA = 'D';
    /** Absences and failures, as sightings. */
    static final byte NEGATIVE = 'N';
    /** A name with records of types that nobody asks for. */
    static final byte EXISTS = 'E';
    /** A zone cut. */
    static final byte CUT = 'C';
    /** A zone held whole, as a sighting: its time and its negative TTL. */
    static final byte ZONE = 'Z';

    private static final long BLOCK_CACHE_BYTES = 64L << 20;
    private static final int CACHE_SHARD_BITS = 2;

    /** Of the cache, which data does not take from indices and filters. */
    private static final double INDEX_SHARE = 0.5;

    private static final int BLOOM_BITS = 10;

    private static final byte[] LETTERS = {DATA, NEGATIVE, EXISTS, CUT, ZONE};

    private static final long RUN_BYTES = 32L << 20;
    private static final int RUNS_IN_MEMORY = 3;
    private static final int MAX_OPEN_FILES = 256;

    private final Deque<AbstractNativeReference> resources = new ArrayDeque<>();
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private final RocksDB db;

    /** Whether there is any key of a letter. */
    private final boolean[] present = new boolean['Z' + 1];

    private boolean closed;

    private RocksFolder(Path folder, boolean writable) throws RocksDBException {
        RocksDB.loadLibrary();
        // Filters in parts: a whole one of a large archive fits no shard of the cache, and would be read again for each
        // look-up.
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(held(new LRUCache(BLOCK_CACHE_BYTES, CACHE_SHARD_BITS, false, INDEX_SHARE)))
                .setCacheIndexAndFilterBlocks(true)
                .setFilterPolicy(held(new BloomFilter(BLOOM_BITS)))
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPartitionFilters(true);
        Options options = held(new Options())
                .setCreateIfMissing(writable)
                .setMergeOperator(held(new StringAppendOperator("")))
                .setMaxOpenFiles(MAX_OPEN_FILES)
                .setTableFormatConfig(table);
        if (writable) {
            sortLater(options);
        }
        try {
            String path = folder.toString();
            db = held(writable ? RocksDB.open(options, path) : RocksDB.openReadOnly(options, path));
        } catch (RocksDBException e) {
            resources.forEach(AbstractNativeReference::close);
            throw e;
        }
        for (byte letter : LETTERS) {
            present[letter] = writable || holdsAny(letter);
        }
    }

    /** What is written lies unordered in memory, goes out in sorted runs, and is merged once, at the end. */
    private static void sortLater(Options options) {
        options.setMemTableConfig(new VectorMemTableConfig())
                .setAllowConcurrentMemtableWrite(false)
                .setWriteBufferSize(RUN_BYTES)
                .setMaxWriteBufferNumber(RUNS_IN_MEMORY)
                .setDisableAutoCompactions(true)
                .setLevel0FileNumCompactionTrigger(Integer.MAX_VALUE)
                .setLevel0SlowdownWritesTrigger(Integer.MAX_VALUE)
                .setLevel0StopWritesTrigger(Integer.MAX_VALUE)
                .setMaxSubcompactions(Runtime.getRuntime().availableProcessors());
    }

    private boolean holdsAny(byte letter) {
        return use(db -> {
            try (RocksIterator iterator = db.newIterator()) {
                iterator.seek(new byte[] {letter});
                return iterator.isValid() && iterator.key()[0] == letter;
            }
        });
    }

    /** @throws DnsFileException where it cannot be opened */
    static RocksFolder open(Path folder, boolean writable) {
        try {
            return new RocksFolder(folder, writable);
        } catch (RocksDBException e) {
            throw new DnsFileException(folder, 0, "no archive: " + e.getMessage());
        }
    }

    private <T extends AbstractNativeReference> T held(T resource) {
        resources.push(resource);
        return resource;
    }

    /** What one does with the database, which stays open meanwhile. */
    interface Use<T extends @Nullable Object> {
        T with(RocksDB db) throws RocksDBException, IOException;
    }

    <T extends @Nullable Object> T use(Use<T> action) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IOException("the archive is closed");
            }
            return action.with(db);
        } catch (RocksDBException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            use.readLock().unlock();
        }
    }

    byte @Nullable [] get(byte letter, DomainName name) {
        return present[letter] ? this.<byte @Nullable []>use(db -> db.get(key(letter, name))) : null;
    }

    /** Whether a key of that letter stands at the name or below it. */
    boolean holdsAtOrBelow(byte letter, DomainName name) {
        if (!present[letter]) {
            return false;
        }
        if (get(letter, name) != null) {
            return true;
        }
        byte[] below = name.equals(DomainName.ROOT)
                ? new byte[] {letter}
                : (((char) letter) + reversed(name) + '.').getBytes(StandardCharsets.US_ASCII);
        return use(db -> {
            try (RocksIterator iterator = db.newIterator()) {
                iterator.seek(below);
                return iterator.isValid()
                        && iterator.key().length >= below.length
                        && Arrays.equals(iterator.key(), 0, below.length, below, 0, below.length);
            }
        });
    }

    /** Hands on every name of a letter with its value, in order, until the visitor gives false. */
    void visit(byte letter, BiPredicate<DomainName, byte[]> visitor) {
        use(db -> {
            try (RocksIterator iterator = db.newIterator()) {
                boolean more = true;
                for (iterator.seek(new byte[] {letter}); more && iterator.isValid(); iterator.next()) {
                    byte[] key = iterator.key();
                    more = key[0] == letter && visitor.test(name(key), iterator.value());
                }
                iterator.status();
                return more;
            }
        });
    }

    static byte[] key(byte letter, DomainName name) {
        return (((char) letter) + reversed(name)).getBytes(StandardCharsets.US_ASCII);
    }

    private static DomainName name(byte[] key) {
        String reversed = new String(key, 1, key.length - 1, StandardCharsets.US_ASCII);
        return reversed.isEmpty() ? DomainName.ROOT : DomainName.of(reversed(DomainName.of(reversed)));
    }

    private static String reversed(DomainName name) {
        String text = name.toString();
        StringBuilder reversed = new StringBuilder(text.length());
        for (int end = text.length(); end > 0; ) {
            int dot = text.lastIndexOf('.', end - 1);
            reversed.append(reversed.isEmpty() ? "" : ".").append(text, dot + 1, end);
            end = dot;
        }
        return reversed.toString();
    }

    /** Waits for what is under way. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                resources.forEach(AbstractNativeReference::close);
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
