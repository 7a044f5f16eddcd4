package io.sealstream.job;

import io.sealstream.functions.authenticate.AuthenticateFunction;
import io.sealstream.functions.authenticate.RouteFunction;
import io.sealstream.functions.policy.BroadcastPolicyFunction;
import io.sealstream.functions.policy.CompositeFunction;
import io.sealstream.functions.policy.FixedPolicyFunction;
import io.sealstream.functions.policy.PolicyFunction;
import io.sealstream.functions.policy.TenantFunction;
import io.sealstream.job.config.ConfigException;
import io.sealstream.job.config.JobConfig;
import io.sealstream.job.config.PolicyConfig;
import io.sealstream.job.sinks.TopicCheck;
import io.sealstream.job.sources.KafkaPolicySource;
import io.sealstream.job.sources.KafkaPolicyTopic;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Verdict;
import io.sealstream.serde.Difference;
import io.sealstream.serde.Examined;
import io.sealstream.serde.Intake;
import io.sealstream.serde.PolicyRecord;
import io.sealstream.serde.TenantEvidence;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.flat.FlatTypes;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The job: mail in, explained verdicts out. */
public final class MailAuthJob {
    private static final OutputTag<Unreadable> DEAD_LETTERS = new OutputTag<>("dead-letters", FlatTypes.UNREADABLE);

    private static final OutputTag<Difference> DIFFERENCES = new OutputTag<>("differences", FlatTypes.DIFFERENCE);

    private static final OutputTag<byte[]> DNS_LOG =
            new OutputTag<>("dns-log", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private MailAuthJob() {}

    /** Lays the topology into the environment. */
    public static void build(StreamExecutionEnvironment env, JobConfig config, Endpoints endpoints) {
        SingleOutputStreamOperator<Evidence> evidence = evidence(env, config, endpoints);
        BroadcastStream<PolicyRecord> policies = policies(env, endpoints);
        SingleOutputStreamOperator<TenantEvidence> addressed = byPolicy(
                        evidence, new TenantFunction(), config.policy(), policies, FlatTypes.TENANT_EVIDENCE)
                .name("tenant")
                .uid("tenant");

        DataStream<TenantEvidence> known = config.signals().enabled()
                ? SignalSteps.lay(env, addressed, config.signals(), endpoints.feedback())
                : addressed;
        SingleOutputStreamOperator<Verdict> verdicts = byPolicy(
                        known,
                        new CompositeFunction(
                                DEAD_LETTERS, DIFFERENCES, config.policy().shadow()),
                        config.policy(),
                        policies,
                        FlatTypes.VERDICT)
                .name("composite")
                .uid("composite");
        verdicts.getSideOutput(DEAD_LETTERS)
                .sinkTo(endpoints.unjudged())
                .name("unjudged")
                .uid("unjudged");
        if (endpoints.differences() != null) {
            verdicts.getSideOutput(DIFFERENCES)
                    .sinkTo(endpoints.differences())
                    .name("differences")
                    .uid("differences");
        }
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

    /** The records of the policy topic, to every subtask; null: there is none. */
    private static @Nullable BroadcastStream<PolicyRecord> policies(
            StreamExecutionEnvironment env, Endpoints endpoints) {
        return endpoints.policies() == null
                ? null
                : env.fromSource(
                                endpoints.policies(),
                                KafkaPolicySource.watermarks(),
                                "policies",
                                FlatTypes.POLICY_RECORD)
                        .uid("policies")
                        .setParallelism(1)
                        .broadcast(BroadcastPolicyFunction.IN_FORCE);
    }

    /** A step by the policy of the topic as it changes, else by that which is there at the start. */
    private static <I, O> SingleOutputStreamOperator<O> byPolicy(
            DataStream<I> in,
            PolicyFunction<I, O> function,
            PolicyConfig config,
            @Nullable BroadcastStream<PolicyRecord> policies,
            TypeInformation<O> type) {
        PolicyConfig.Topic topic = config.topic();
        return policies == null || topic == null
                ? in.process(new FixedPolicyFunction<>(function, config), type)
                : in.connect(policies)
                        .process(new BroadcastPolicyFunction<>(function, new KafkaPolicyTopic(topic)), type);
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
