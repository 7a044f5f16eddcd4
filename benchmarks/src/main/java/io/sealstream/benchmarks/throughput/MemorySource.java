package io.sealstream.benchmarks.throughput;

import io.sealstream.mailauth.Mail;
import io.sealstream.serde.Intake;
import io.sealstream.serde.flat.FlatTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The mail of {@link #feed}, again and again in each slot, until it is told to stop. Only within this JVM, one job at a time. */
final class MemorySource
        implements Source<Intake, MemorySource.Slot, Collection<MemorySource.Slot>>, ResultTypeQueryable<Intake> {
    private static final long serialVersionUID = 1L;

    private static volatile List<Intake> feed = List.of();
    private static volatile boolean stopped;

    private final int slots;

    /** @param slots how many subtasks read */
    MemorySource(int slots) {
        this.slots = slots;
    }

    static void feed(List<Mail> mails) {
        feed = mails.stream().map(Intake::of).toList();
        stopped = false;
    }

    /** Ends the job that reads. */
    static void stop() {
        stopped = true;
    }

    /** One of {@code of} readers, each of which begins at another place. */
    record Slot(int number, int of) implements IteratorSourceSplit<Intake, Endless> {
        @Override
        public String splitId() {
            return number + "/" + of;
        }

        static Slot parse(String id) {
            int slash = id.indexOf('/');
            return new Slot(Integer.parseInt(id.substring(0, slash)), Integer.parseInt(id.substring(slash + 1)));
        }

        @Override
        public Endless getIterator() {
            return new Endless(feed, (int) ((long) feed.size() * number / of));
        }

        @Override
        public Slot getUpdatedSplitForIterator(Endless iterator) {
            return this;
        }
    }

    /** All messages, over and over. */
    static final class Endless implements Iterator<Intake> {
        private final List<Intake> mails;
        private int next;

        Endless(List<Intake> mails, int from) {
            this.mails = mails;
            this.next = from;
        }

        @Override
        public boolean hasNext() {
            return !stopped && !mails.isEmpty();
        }

        @Override
        public Intake next() {
            Intake mail = mails.get(next);
            next = next + 1 == mails.size() ? 0 : next + 1;
            return mail;
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<Slot, Collection<Slot>> createEnumerator(SplitEnumeratorContext<Slot> context) {
        List<Slot> all = IntStream.range(0, slots)
                .mapToObj(number -> new Slot(number, slots))
                .collect(Collectors.toCollection(ArrayList::new));
        return new IteratorSourceEnumerator<>(context, all);
    }

    @Override
    public SplitEnumerator<Slot, Collection<Slot>> restoreEnumerator(
            SplitEnumeratorContext<Slot> context, Collection<Slot> unread) {
        return new IteratorSourceEnumerator<>(context, unread);
    }

    @Override
    public SourceReader<Intake, Slot> createReader(SourceReaderContext context) {
        return new IteratorSourceReader<>(context);
    }

    @Override
    public SimpleVersionedSerializer<Slot> getSplitSerializer() {
        return new Text<>(Slot::splitId, Slot::parse);
    }

    @Override
    public SimpleVersionedSerializer<Collection<Slot>> getEnumeratorCheckpointSerializer() {
        return new Text<>(
                slots -> slots.stream().map(Slot::splitId).collect(Collectors.joining(",")),
                text -> Arrays.stream(text.split(","))
                        .filter(slot -> !slot.isEmpty())
                        .map(Slot::parse)
                        .collect(Collectors.toCollection(ArrayList::new)));
    }

    @Override
    public TypeInformation<Intake> getProducedType() {
        return FlatTypes.INTAKE;
    }

    /** As text. */
    private record Text<T>(Function<T, String> writer, Function<String, T> reader)
            implements SimpleVersionedSerializer<T> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T value) {
            return writer.apply(value).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public T deserialize(int version, byte[] bytes) {
            return reader.apply(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
