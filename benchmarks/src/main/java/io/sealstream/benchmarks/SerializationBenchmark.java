package io.sealstream.benchmarks;

import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.AuthenticationSettings;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.serde.Intake;
import io.sealstream.serde.flat.FlatTypes;
import io.sealstream.serde.verdict.RecipientsRule;
import io.sealstream.serde.verdict.VerdictJson;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Mail and evidence as Flink carries them, there and back; and the verdict as JSON. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class SerializationBenchmark {
    private static final int SIZE = 13_000;

    private final TypeSerializer<Intake> mails = FlatTypes.INTAKE.createSerializer(new SerializerConfigImpl());
    private final TypeSerializer<Evidence> evidences = FlatTypes.EVIDENCE.createSerializer(new SerializerConfigImpl());
    private final VerdictJson writer =
            new VerdictJson(RecipientsRule.DOMAIN, VerdictJson.DEFAULT_MAX_BYTES, "benchmark");
    private final DataOutputSerializer out = new DataOutputSerializer(1 << 16);
    private final DataInputDeserializer in = new DataInputDeserializer();
    private final Intake mail = Intake.of(SignedMessage.mail(SIZE));
    private final Verdict verdict = verdict();

    private static Verdict verdict() {
        Authentication core = new Authentication(AuthenticationSettings.defaults());
        Evidence evidence = core.authenticate(core.examine(SignedMessage.mail(SIZE)), SignedMessage.dns());
        return Authentication.judge(evidence, CompositePolicy.NONE);
    }

    @Benchmark
    public Intake mail() throws IOException {
        return thereAndBack(mails, mail);
    }

    @Benchmark
    public Evidence evidence() throws IOException {
        return thereAndBack(evidences, verdict.evidence());
    }

    @Benchmark
    public byte[] verdictJson() {
        return writer.write(verdict);
    }

    private <T> T thereAndBack(TypeSerializer<T> serializer, T value) throws IOException {
        out.clear();
        serializer.serialize(value, out);
        in.setBuffer(out.getSharedBuffer(), 0, out.length());
        return serializer.deserialize(in);
    }
}
