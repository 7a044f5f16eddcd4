package io.sealstream.job;

import io.sealstream.job.config.JobConfig;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How Flink runs the job, on a cluster and on one machine. Always in streaming mode: a bounded run commits as it goes. */
public final class Environments {
    private static final Duration LOCAL_CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    private Environments() {}

    /** On a cluster: restarts until failures come too often. */
    public static StreamExecutionEnvironment cluster(JobConfig config) {
        Configuration flink = always(config.checkpointInterval());
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL, 10);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL, Duration.ofMinutes(10));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, Duration.ofSeconds(5));
        return environment(flink, config);
    }

    /** On one machine, with someone watching: a failure ends the run and is told, and verdicts come every second. */
    public static StreamExecutionEnvironment local(JobConfig config) {
        Configuration flink = always(LOCAL_CHECKPOINT_INTERVAL);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return environment(flink, config);
    }

    private static Configuration always(Duration checkpointInterval) {
        Configuration flink = new Configuration();
        flink.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        return flink;
    }

    private static StreamExecutionEnvironment environment(Configuration flink, JobConfig config) {
        config.flink().forEach(flink::setString);
        return StreamExecutionEnvironment.getExecutionEnvironment(flink);
    }
}
