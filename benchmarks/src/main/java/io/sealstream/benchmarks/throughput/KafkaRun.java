package io.sealstream.benchmarks.throughput;

import io.sealstream.benchmarks.corpus.Corpus;
import io.sealstream.benchmarks.corpus.KafkaWriter;
import io.sealstream.cli.Version;
import io.sealstream.cli.local.JobFailed;
import io.sealstream.cli.local.LocalBroker;
import io.sealstream.cli.local.LocalFlink;
import io.sealstream.functions.dns.CacheCounts;
import io.sealstream.job.Endpoints;
import io.sealstream.job.Environments;
import io.sealstream.job.MailAuthJob;
import io.sealstream.job.config.ConfigException;
import io.sealstream.job.config.JobConfig;
import io.sealstream.mailauth.Mail;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The job from a topic of the broker in this process, and back; and a bare consumer of the same topic. */
final class KafkaRun {
    private static final String MAIL = "mail.raw";
    private static final String VERDICTS = "mail.verdicts";
    private static final String DEAD_LETTERS = "mail.dead-letters";
    private static final int MAX_RECORD_BYTES = 33 << 20;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long LOOK_MILLIS = 5;

    /** How often Flink is asked whether the job has ended: it copies the whole execution graph for an answer. */
    private static final long ASK_MILLIS = 500;

    /** The last operator of the job, whose records are counted. */
    private static final String LAST = "composite";

    /** What of a run is measured: its start warms up, and its end has slots that have nothing left to do. */
    private static final double FROM = 0.25;

    private static final double TO = 0.9;

    private final LocalBroker broker;
    private final int slots;
    private final int threads;
    private long messages;
    private double bytesPerMessage;

    /** @param threads that take messages off each subtask */
    KafkaRun(LocalBroker broker, int slots, int threads) {
        this.broker = broker;
        this.slots = slots;
        this.threads = threads;
    }

    /** Makes the topics, and sends the corpus to one of them as often as need be for at least so many messages. */
    void fill(Corpus corpus, long atLeast) throws IOException, InterruptedException {
        create(MAIL, VERDICTS, DEAD_LETTERS);
        List<Mail> mails = corpus.mails();
        long passes = Math.max(1, (atLeast + mails.size() - 1) / mails.size());
        try (KafkaWriter writer = new KafkaWriter(broker.bootstrap(), MAIL)) {
            for (long pass = 0; pass < passes; pass++) {
                for (Mail mail : mails) {
                    writer.send(mail);
                }
            }
        }
        messages = passes * mails.size();
        bytesPerMessage = (double) corpus.bytes() / mails.size();
    }

    private void create(String... names) throws IOException, InterruptedException {
        Map<String, String> settings = Map.of("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(names).stream()
                            .map(name -> new NewTopic(name, slots, (short) 1).configs(settings))
                            .toList())
                    .all()
                    .get();
            for (String name : names) { // a topic is made before its partitions have leaders
                for (TopicPartition partition : partitions(name)) {
                    admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .all()
                            .get();
                }
            }
        } catch (ExecutionException e) {
            throw new IOException("the topics cannot be made: " + e.getCause(), e);
        }
    }

    private List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, slots)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
    }

    /** A consumer that does nothing with what it reads: the whole topic, once to warm up and once measured. */
    Measured bareConsumer() {
        read();
        CacheCounts dnsBefore = ZoneDns.counts();
        Meter meter = Meter.start();
        long read = read();
        return measured(read, meter.stop(), dnsBefore);
    }

    private long read() {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", broker.bootstrap());
        // As the job's source has it.
        settings.put("max.partition.fetch.bytes", 4 << 20);
        settings.put("fetch.max.bytes", 8 << 20);
        long read = 0;
        long octets = 0;
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions(MAIL));
            consumer.seekToBeginning(partitions(MAIL));
            while (read < messages) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    octets += record.value().length;
                    read++;
                }
            }
        }
        if (octets == 0) {
            throw new IllegalStateException("nothing was in the topic");
        }
        return read;
    }

    /** The whole job over the whole topic, until it is warm; measured between the beginning and the end of one pass more. */
    Measured job(LocalFlink flink, ZoneDns dns, double seconds)
            throws ConfigException, IOException, JobFailed, InterruptedException {
        WarmUp warmUp = new WarmUp(seconds, WarmUp.MOST_FROM_KAFKA);
        do {
            pass(flink, dns);
        } while (!warmUp.isOver());
        return pass(flink, dns);
    }

    private Measured pass(LocalFlink flink, ZoneDns dns)
            throws ConfigException, IOException, JobFailed, InterruptedException {
        JobConfig config = JobConfig.parse(configuration(), "bench").with(dns);
        StreamExecutionEnvironment environment = Environments.cluster(config);
        environment.setParallelism(slots);
        MailAuthJob.build(environment, config, Endpoints.of(config, Version.text()));
        RecordCounter.forget();
        JobID job = flink.submit(environment);
        long begin = await(flink, job, FROM);
        CacheCounts dnsBefore = ZoneDns.counts();
        Meter meter = Meter.start();
        long end = await(flink, job, TO);
        Meter.Usage usage = meter.stop();
        flink.await(job);
        return measured(Math.max(1, end - begin), usage, dnsBefore);
    }

    /** How many messages the job has taken, as soon as that is so great a part of all. */
    private long await(LocalFlink flink, JobID job, double part) throws JobFailed, InterruptedException {
        long taken = RecordCounter.taken(LAST);
        for (long looks = 1; taken < messages * part; looks++) {
            if (looks % (ASK_MILLIS / LOOK_MILLIS) == 0 && flink.hasEnded(job)) {
                break;
            }
            Thread.sleep(LOOK_MILLIS);
            taken = Math.max(taken, RecordCounter.taken(LAST));
        }
        return taken;
    }

    private String configuration() {
        return """
                name: bench
                source: {bounded: true, kafka: {bootstrap-servers: '%s', topics: [%s]}}
                sink: {kafka: {verdicts: %s, dead-letters: %s}}
                authenticate: {threads: %d}
                signals: {enabled: false}
                """.formatted(broker.bootstrap(), MAIL, VERDICTS, DEAD_LETTERS, threads);
    }

    private Measured measured(long count, Meter.Usage usage, CacheCounts dnsBefore) {
        return new Measured(count, (long) (count * bytesPerMessage), usage, ZoneDns.hitRatioSince(dnsBefore));
    }
}
