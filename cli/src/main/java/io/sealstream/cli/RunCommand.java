package io.sealstream.cli;

import io.sealstream.cli.local.JobFailed;
import io.sealstream.cli.local.LocalFlink;
import io.sealstream.job.Endpoints;
import io.sealstream.job.Environments;
import io.sealstream.job.MailAuthJob;
import io.sealstream.job.config.ConfigException;
import io.sealstream.job.config.JobConfig;
import io.sealstream.job.sinks.TopicCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sealstream run}: the job in a local Flink cluster. */
@Command(
        name = "run",
        description = "Runs the job in a local Flink cluster: mail from Kafka or files in, verdicts to Kafka out.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "The keys of the configuration: docs/configuration.md. On a cluster, the same job is job/target/*-flink.jar, started"
                    + " with the same --config FILE.",
            "A bounded run ends by itself, with everything committed. An unbounded one ends with Ctrl-C."
        })
final class RunCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The job's configuration (YAML).")
    private Path config = Path.of("");

    @Option(names = "--slots", paramLabel = "N", description = "Parallel subtasks. Default: one a core.")
    private int slots = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (slots < 1 || slots > 256) {
            throw new UsageException("--slots: from 1 to 256, not " + slots);
        }
        try {
            JobConfig job = JobConfig.read(config);
            TopicCheck.check(job);
            return run(job);
        } catch (ConfigException unusable) {
            throw new UsageException(String.valueOf(unusable.getMessage()));
        } catch (JobFailed failed) {
            System.err.println("sealstream: " + failed.getMessage());
            return Sealstream.INCOMPLETE;
        }
    }

    private int run(JobConfig job) throws IOException, InterruptedException, ConfigException, JobFailed {
        try (LocalFlink flink = LocalFlink.start(slots)) {
            StreamExecutionEnvironment topology = Environments.local(job);
            topology.setParallelism(slots);
            MailAuthJob.build(topology, job, Endpoints.of(job, Version.text()));
            JobID id = flink.submit(topology);
            System.err.println("Job " + job.name() + " runs; its web page: " + flink.webInterface());
            JobExecutionResult result = flink.await(id);
            System.err.printf(Locale.ROOT, "Job %s ended after %.1f s.%n", job.name(), result.getNetRuntime() / 1e3);
            System.err.print(Summary.of(result));
            return Summary.deadLetters(result) == 0 ? Sealstream.COMPLETE : Sealstream.INCOMPLETE;
        }
    }
}
