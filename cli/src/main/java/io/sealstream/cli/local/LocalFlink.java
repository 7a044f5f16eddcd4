package io.sealstream.cli.local;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster in this JVM, its web interface on a free port of the loopback interface. Its files, checkpoints included,
 * lie in a temporary directory that is deleted at {@link #close}.
 */
public final class LocalFlink implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final long STOP_SECONDS = 30;

    private final MiniCluster cluster;
    private final TemporaryDirectory directory;
    private final URI webInterface;

    private LocalFlink(MiniCluster cluster, TemporaryDirectory directory, URI webInterface) {
        this.cluster = cluster;
        this.directory = directory;
        this.webInterface = webInterface;
    }

    /** Starts one task manager with that many slots. */
    public static LocalFlink start(int slots) throws IOException {
        return start(1, slots, new Configuration());
    }

    /**
     * @param settings Flink settings, over those of a local cluster
     * @throws IOException where the cluster does not start
     */
    public static LocalFlink start(int taskManagers, int slotsEach, Configuration settings) throws IOException {
        TemporaryDirectory directory = TemporaryDirectory.create("sealstream-flink-");
        Configuration config = localSettings(directory);
        config.addAll(settings);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(config)
                .setNumTaskManagers(taskManagers)
                .setNumSlotsPerTaskManager(slotsEach)
                .build());
        try {
            cluster.start();
            return new LocalFlink(cluster, directory, cluster.getRestAddress().get());
        } catch (Exception e) {
            cluster.closeAsync();
            directory.close();
            throw new IOException("The local Flink cluster does not start: " + e.getMessage(), e);
        }
    }

    private static Configuration localSettings(TemporaryDirectory directory) {
        Configuration config = new Configuration();
        config.set(CoreOptions.TMP_DIRS, directory.path().toString());
        config.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.path().resolve("checkpoints").toUri().toString());
        config.set(JobManagerOptions.ADDRESS, LOOPBACK);
        config.set(RestOptions.ADDRESS, LOOPBACK);
        config.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        config.set(RestOptions.BIND_PORT, "0");
        config.set(WebOptions.SUBMIT_ENABLE, false);
        return config;
    }

    public URI webInterface() {
        return webInterface;
    }

    /** Starts the topology of that environment, and returns once the cluster has taken it. */
    public JobID submit(StreamExecutionEnvironment topology) throws JobFailed, InterruptedException {
        try {
            return cluster.submitJob(topology.getStreamGraph().getJobGraph())
                    .get()
                    .getJobID();
        } catch (ExecutionException e) {
            throw JobFailed.of(e);
        }
    }

    /** Waits for the end of the job, with everything committed. */
    public JobExecutionResult await(JobID job) throws JobFailed, InterruptedException {
        try {
            return cluster.requestJobResult(job).get().toJobExecutionResult(LocalFlink.class.getClassLoader());
        } catch (ExecutionException | org.apache.flink.runtime.client.JobExecutionException e) {
            throw JobFailed.of(e);
        } catch (IOException | ClassNotFoundException e) {
            throw new JobFailed("The job's result cannot be read: " + e.getMessage(), e);
        }
    }

    /** Starts the topology and waits for its end. */
    public JobExecutionResult run(StreamExecutionEnvironment topology) throws JobFailed, InterruptedException {
        return await(submit(topology));
    }

    /** Whether the job runs no longer, however it ended. */
    public boolean hasEnded(JobID job) throws JobFailed, InterruptedException {
        try {
            return cluster.getJobStatus(job).get().isGloballyTerminalState();
        } catch (ExecutionException e) {
            throw JobFailed.of(e);
        }
    }

    /** The cluster itself, to look at jobs or to stop a task manager. */
    public MiniCluster cluster() {
        return cluster;
    }

    /** Stops what runs, and deletes the cluster's files. */
    @Override
    public void close() throws IOException {
        try {
            cluster.closeAsync().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The local Flink cluster does not stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            directory.close();
        }
    }
}
