package io.sealstream.functions.authenticate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.functions.authenticate.StagedDns.When;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;

class SharedResourcesTest {
    private final JobID job = new JobID();
    private final StagedDns dns = StagedDns.all(When.NEVER);
    private final List<Runnable> atRelease = new ArrayList<>();
    private int opened;

    private SharedResources acquire(JobID of) throws IOException {
        return SharedResources.acquire(of, SharedResourcesTest.class.getClassLoader(), atRelease::add, this::open, 1);
    }

    private StagedDns open() {
        opened++;
        return dns;
    }

    @Test
    void theSubtasksOfAJobShareThem() throws Exception {
        SharedResources one = acquire(job);
        assertThat(acquire(job)).isSameAs(one);
        assertThat(acquire(new JobID())).isNotSameAs(one);
        assertThat(opened).isEqualTo(2);
    }

    @Test
    void aRestartFindsThemOpenAndTheClassLoadersReleaseClosesThem() throws Exception {
        SharedResources before = acquire(job);
        before.release();
        SharedResources after = acquire(job);
        assertThat(after).isSameAs(before);
        after.release();
        assertThat(dns.closed).isFalse();
        atRelease.forEach(Runnable::run);
        assertThat(dns.closed).isTrue();
        assertThat(after.workers().execute(() -> {})).isFalse();
    }

    @Test
    void theLastSubtaskClosesThemWhereTheClassLoaderWasReleasedBefore() throws Exception {
        SharedResources one = acquire(job);
        acquire(job);
        atRelease.forEach(Runnable::run);
        one.release();
        assertThat(dns.closed).isFalse();
        one.release();
        assertThat(dns.closed).isTrue();
        assertThat(acquire(job)).isNotSameAs(one);
    }

    @Test
    void aSourceThatDoesNotOpenLeavesNothingBehind() throws Exception {
        DnsSourceFactory broken = () -> {
            throw new IOException("zone.db:3: no record");
        };
        assertThatThrownBy(() -> SharedResources.acquire(
                        job, SharedResourcesTest.class.getClassLoader(), atRelease::add, broken, 1))
                .hasMessage("zone.db:3: no record");
        assertThat(atRelease).isEmpty();
        assertThat(acquire(job).dns()).isSameAs(dns);
    }
}
