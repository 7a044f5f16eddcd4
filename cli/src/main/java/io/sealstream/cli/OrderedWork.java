package io.sealstream.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work on several threads whose results come out in the order in which it was put in. What is under way is bounded in number and
 * in bytes. Put in and taken out by one thread.
 */
final class OrderedWork<R> implements AutoCloseable {
    private record Item<R>(Future<R> result, long bytes) {}

    private final ExecutorService workers;
    private final int maxItems;
    private final long maxBytes;
    private final Deque<Item<R>> underWay = new ArrayDeque<>();
    private long bytes;

    OrderedWork(int threads, int maxItems, long maxBytes) {
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "sealstream-verify");
            thread.setDaemon(true);
            return thread;
        });
        this.maxItems = maxItems;
        this.maxBytes = maxBytes;
    }

    void submit(Callable<R> work, long size) {
        underWay.add(new Item<>(workers.submit(work), size));
        bytes += size;
    }

    boolean isEmpty() {
        return underWay.isEmpty();
    }

    /** Whether a result has to be taken before more work is put in, or can be without waiting. */
    boolean isDue() {
        Item<R> first = underWay.peek();
        return first != null
                && (underWay.size() >= maxItems
                        || bytes >= maxBytes
                        || first.result().isDone());
    }

    /** The result of the earliest work; waits for it. */
    R take() throws InterruptedException {
        Item<R> first = underWay.remove();
        bytes -= first.bytes();
        try {
            return first.result().get();
        } catch (ExecutionException defect) {
            throw new IllegalStateException(defect.getCause());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
