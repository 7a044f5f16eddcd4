package io.sealstream.functions.authenticate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final SynchronousQueue<String> ran = new SynchronousQueue<>();

    @Test
    void offersEachWorkerOneStepToFollowButExecutesWhenOneBecomesIdle() throws Exception {
        try (Workers workers = new Workers("worker", WorkersTest.class.getClassLoader())) {
            assertThat(workers.offer(this::block)).isTrue();
            assertThat(workers.offer(this::tell)).isTrue();
            assertThat(workers.offer(this::tell)).isFalse();
            assertThat(workers.execute(this::tell)).isTrue();
            gate.countDown();
            assertThat(ran.poll(30, TimeUnit.SECONDS)).startsWith("worker-");
            assertThat(ran.poll(30, TimeUnit.SECONDS)).startsWith("worker-");
        }
    }

    @Test
    void withoutTakersExecutesAndIsOfferedNothing() throws Exception {
        try (Workers workers = new Workers("worker", WorkersTest.class.getClassLoader())) {
            workers.resize(0);
            assertThat(workers.offer(this::tell)).isFalse();
            assertThat(workers.execute(this::tell)).isTrue();
            assertThat(ran.poll(30, TimeUnit.SECONDS)).startsWith("worker-");
        }
    }

    @Test
    void hasAsManyThreadsAsItIsResizedTo() throws Exception {
        try (Workers workers = new Workers("worker", WorkersTest.class.getClassLoader())) {
            workers.resize(2);
            assertThat(workers.offer(this::block)).isTrue();
            assertThat(workers.offer(this::tell)).isTrue();
            assertThat(ran.poll(30, TimeUnit.SECONDS)).startsWith("worker-");
            gate.countDown();
        }
    }

    @Test
    void aThrownErrorCostsNoWorker() throws Exception {
        try (Workers workers = new Workers("worker", WorkersTest.class.getClassLoader())) {
            workers.execute(() -> {
                gate.countDown();
                throw new IllegalStateException("thrown on purpose: a stack trace here is no failure");
            });
            assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
            workers.execute(this::tell);
            assertThat(ran.poll(30, TimeUnit.SECONDS)).startsWith("worker-");
        }
    }

    @Test
    void takesNothingAfterItWasClosed() {
        Workers workers = new Workers("worker", WorkersTest.class.getClassLoader());
        workers.close();
        assertThat(workers.offer(this::tell)).isFalse();
        assertThat(workers.execute(this::tell)).isFalse();
    }

    private void block() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        try {
            ran.offer(Thread.currentThread().getName(), 30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
