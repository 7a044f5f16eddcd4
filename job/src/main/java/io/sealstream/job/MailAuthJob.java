package io.sealstream.job;

import io.sealstream.functions.authenticate.AuthenticateFunction;
import io.sealstream.functions.authenticate.CompositeFunction;
import io.sealstream.functions.authenticate.RouteFunction;
import io.sealstream.job.config.ConfigException;
import io.sealstream.job.config.JobConfig;
import io.sealstream.job.sinks.TopicCheck;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Verdict;
import io.sealstream.serde.Examined;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.flat.FlatTypes;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/** The job: mail in, explained verdicts out. */
public final class MailAuthJob {
    private static final OutputTag<Unreadable> DEAD_LETTERS = new OutputTag<>("dead-letters", FlatTypes.UNREADABLE);

    private static final OutputTag<byte[]> DNS_LOG =
            new OutputTag<>("dns-log", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private MailAuthJob() {}

    /** Lays the topology into the environment. */
    public static void build(StreamExecutionEnvironment env, JobConfig config, Endpoints endpoints) {
        SingleOutputStreamOperator<Evidence> evidence = evidence(env, config, endpoints);
        SingleOutputStreamOperator<Verdict> verdicts = evidence.process(
                        new CompositeFunction(config.policy(), DEAD_LETTERS))
                .returns(FlatTypes.VERDICT)
                .name("composite")
                .uid("composite");
        verdicts.getSideOutput(DEAD_LETTERS)
                .sinkTo(endpoints.unjudged())
                .name("unjudged")
                .uid("unjudged");
        verdicts.sinkTo(endpoints.verdicts()).name("verdicts").uid("verdicts");
    }

    /**
     * The topology up to the evidence. Source, authenticate and route are one chain: the octets of a message never leave it, and
     * its dead letters are written from it.
     */
    public static SingleOutputStreamOperator<Evidence> evidence(
            StreamExecutionEnvironment env, JobConfig config, Endpoints endpoints) {
        DataStream<Intake> mail = env.fromSource(
                        endpoints.mail(), WatermarkStrategy.noWatermarks(), "mail", FlatTypes.INTAKE)
                .uid("mail");

        SingleOutputStreamOperator<Examined> examined = AsyncDataStream.unorderedWait(
                        mail,
                        new AuthenticateFunction(config.authentication(), config.dns(), config.authenticate()),
                        config.authenticate().timeout().toMillis(),
                        TimeUnit.MILLISECONDS,
                        config.capacity())
                .returns(FlatTypes.EXAMINED)
                .name("authenticate")
                .uid("authenticate");

        SingleOutputStreamOperator<Evidence> evidence = examined.process(
                        new RouteFunction(DEAD_LETTERS, endpoints.dnsLog() == null ? null : DNS_LOG))
                .returns(FlatTypes.EVIDENCE)
                .name("route")
                .uid("route");
        evidence.getSideOutput(DEAD_LETTERS)
                .sinkTo(endpoints.unreadable())
                .name("dead letters")
                .uid("dead-letters");
        if (endpoints.dnsLog() != null) {
            evidence.getSideOutput(DNS_LOG)
                    .sinkTo(endpoints.dnsLog())
                    .name("DNS log")
                    .uid("dns-log");
        }
        return evidence;
    }

    /** On a cluster: {@code --config FILE}. */
    public static void main(String[] args) throws Exception {
        if (args.length != 2 || !args[0].equals("--config")) {
            throw new ConfigException("usage: --config FILE");
        }
        JobConfig config = JobConfig.read(Path.of(args[1]));
        TopicCheck.check(config);
        StreamExecutionEnvironment env = Environments.cluster(config);
        build(env, config, Endpoints.of(config, version()));
        env.execute(config.name());
    }

    private static String version() {
        String packaged = MailAuthJob.class.getPackage().getImplementationVersion();
        return packaged == null ? "unpackaged" : packaged;
    }
}
