package io.sealstream.functions.authenticate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget(100);

    @Test
    void grantsUpToItsLimitAndNotOneOctetMore() throws Exception {
        assertThat(budget.tryAcquire(60, 0)).isTrue();
        assertThat(budget.tryAcquire(41, 0)).isFalse();
        assertThat(budget.tryAcquire(40, 0)).isTrue();
        assertThat(budget.held()).isEqualTo(100);
    }

    @Test
    void grantsAClaimLargerThanTheLimitOnlyAlone() throws Exception {
        assertThat(budget.tryAcquire(1, 0)).isTrue();
        assertThat(budget.tryAcquire(101, 0)).isFalse();
        budget.release(1);
        assertThat(budget.tryAcquire(101, 0)).isTrue();
        assertThat(budget.tryAcquire(1, 0)).isFalse();
        budget.release(101);
        assertThat(budget.tryAcquire(1, 0)).isTrue();
    }

    @Test
    void wakesWhoWaitsWhenPermitsComeBack() throws Exception {
        assertThat(budget.tryAcquire(100, 0)).isTrue();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return budget.tryAcquire(1, 60_000);
            } catch (InterruptedException e) {
                return false;
            }
        });
        budget.release(100);
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(budget.held()).isEqualTo(1);
    }
}
