package io.sealstream.functions.authenticate;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that do what the task thread need not and a DNS thread must not do. How much waits for them is bounded by the
 * capacity of the subtasks that hand it over. What is handed over has to guard itself: nothing is caught here.
 */
final class Workers implements AutoCloseable {
    private final ThreadPoolExecutor pool;

    /** Steps that run or wait. */
    private final AtomicInteger busy = new AtomicInteger();

    /** How many may run and wait for {@link #offer} to add one: each worker finds its next step without going to sleep. */
    private volatile int offered = 2;

    Workers(String name, ClassLoader loader) {
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), step -> {
            Thread thread = new Thread(step, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
    }

    /** Sets the number of threads that take what is offered; with 0, one is there for what is executed. */
    synchronized void resize(int takers) {
        offered = 2 * takers;
        int threads = Math.max(1, takers);
        if (threads > pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(threads);
            pool.setCorePoolSize(threads);
        } else {
            pool.setCorePoolSize(threads);
            pool.setMaximumPoolSize(threads);
        }
    }

    /** Hands the step to a worker that is idle or has no other to follow; false: none is. */
    boolean offer(Runnable step) {
        int now = busy.get();
        if (now >= offered || !busy.compareAndSet(now, now + 1)) {
            return false;
        }
        return enqueue(step);
    }

    /** Hands the step to the next worker that becomes idle; false: the workers are closed. */
    boolean execute(Runnable step) {
        busy.incrementAndGet();
        return enqueue(step);
    }

    private boolean enqueue(Runnable step) {
        try {
            pool.execute(() -> {
                try {
                    step.run();
                } finally {
                    busy.decrementAndGet();
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            busy.decrementAndGet();
            return false;
        }
    }

    /** Takes no more steps, and interrupts none: those under way end soon, for they never block. */
    @Override
    public void close() {
        pool.shutdown();
    }
}
