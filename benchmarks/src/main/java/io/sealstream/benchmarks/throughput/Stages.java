package io.sealstream.benchmarks.throughput;

import io.sealstream.benchmarks.corpus.Corpus;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Examination;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.dmarc.Dmarc;
import io.sealstream.mailauth.dmarc.DmarcRequest;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.spf.Spf;
import io.sealstream.mailauth.spf.SpfRequest;
import io.sealstream.serde.flat.FlatTypes;
import io.sealstream.serde.verdict.RecipientsRule;
import io.sealstream.serde.verdict.VerdictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What each stage of the library takes, by CPU time of the thread over whole passes. A stage is run by itself where it can be. The
 * core keeps what it has hashed and checked, so that its second run over a message leaves header hashes and signatures out: they
 * are the difference of the two, and signatures are the arithmetic of the same keys on the same signatures.
 */
final class Stages {
    /** Messages between two looks at the clock: they fit into the cache as little as a stream of mail does. */
    private static final int BATCH = 64;

    private final Authentication core;
    private final CryptoProvider crypto;
    private final CoreRun run;
    private final VerdictJson json = new VerdictJson(RecipientsRule.DOMAIN, VerdictJson.DEFAULT_MAX_BYTES, "bench");
    private final TypeSerializer<Evidence> serializer = FlatTypes.EVIDENCE.createSerializer(new SerializerConfigImpl());
    private final DataOutputSerializer out = new DataOutputSerializer(1 << 16);
    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    private long messages;

    /** In the order of their being. */
    enum Stage {
        /** Header fields, trace, stamps, From, signature fields. */
        INDEX,
        BODY_HASH,
        HEADER_HASH,
        SIGNATURE,
        SPF,
        DMARC,
        /** Composite authentication and Authentication-Results. */
        POLICY,
        /** Evidence as Flink carries it, and the verdict's JSON. */
        SERIALIZATION,
        /** Key records, null MX, evidence. */
        OTHER;

        /** In lower camel case. */
        String word() {
            StringBuilder word = new StringBuilder();
            for (String part : name().toLowerCase(Locale.ROOT).split("_")) {
                word.append(word.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
            }
            return word.toString();
        }
    }

    Stages(Authentication core, CryptoProvider crypto, CoreRun run) {
        this.core = core;
        this.crypto = crypto;
        this.run = run;
    }

    /** Microseconds a message by stage, from whole passes for about so long after one to warm up. */
    Map<Stage, Double> measure(Corpus corpus, double seconds) {
        pass(corpus.mails(), seconds);
        nanos.clear();
        messages = 0;
        pass(corpus.mails(), seconds);
        Map<Stage, Double> micros = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            micros.put(stage, Math.max(0, nanos.getOrDefault(stage, 0L)) / 1e3 / messages);
        }
        return Collections.unmodifiableMap(micros);
    }

    private void pass(List<Mail> mails, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            for (int from = 0; from < mails.size(); from += BATCH) {
                batch(mails.subList(from, Math.min(from + BATCH, mails.size())));
            }
            messages += mails.size();
        } while (System.nanoTime() - end < 0);
    }

    private void batch(List<Mail> mails) {
        List<Examination> examinations = new ArrayList<>(BATCH);
        List<Evidence> evidences = new ArrayList<>(BATCH);
        List<Verdict> verdicts = new ArrayList<>(BATCH);
        add(Stage.INDEX, time(() -> mails.forEach(mail -> examinations.add(core.examine(mail)))));
        add(Stage.BODY_HASH, time(() -> examinations.forEach(Examination::hash)));
        long first = time(() -> examinations.forEach(message -> evidences.add(authenticate(message))));
        evidences.clear();
        long second = time(() -> examinations.forEach(message -> evidences.add(authenticate(message))));
        List<Proof> proofs = new ArrayList<>();
        examinations.forEach(message -> Proof.addAll(message.message(), run.dns(message), crypto, proofs));
        long signature = time(() -> proofs.forEach(Proof::check));
        long spf = time(() -> examinations.forEach(message -> checkHost(message, run.dns(message))));
        List<DmarcRequest> requests = Candidates.requests(examinations, evidences);
        long dmarc = time(() -> {
            for (int i = 0; i < requests.size(); i++) {
                Dmarc.evaluate(requests.get(i), run.dns(examinations.get(i)));
            }
        });
        add(Stage.HEADER_HASH, first - second - signature);
        add(Stage.SIGNATURE, signature);
        add(Stage.SPF, spf);
        add(Stage.DMARC, dmarc);
        add(Stage.OTHER, second - spf - dmarc);
        add(
                Stage.POLICY,
                time(() -> evidences.forEach(
                        evidence -> verdicts.add(Authentication.judge(evidence, CompositePolicy.NONE)))));
        add(Stage.SERIALIZATION, time(() -> verdicts.forEach(this::serialize)));
    }

    private Evidence authenticate(Examination message) {
        return core.authenticate(message, run.dns(message));
    }

    private static void checkHost(Examination message, Dns dns) {
        SpfRequest request = new SpfRequest(
                message.trace().clientIp().value(),
                message.trace().helo().value(),
                message.trace().mailFrom().value(),
                message.asOf());
        Spf.checkMailFrom(request, dns);
        Spf.checkHelo(request, dns);
    }

    private void serialize(Verdict verdict) {
        try {
            out.clear();
            serializer.serialize(verdict.evidence(), out);
            json.write(verdict);
        } catch (IOException memoryIsWrittenTo) {
            throw new UncheckedIOException(memoryIsWrittenTo);
        }
    }

    private void add(Stage stage, long spent) {
        nanos.merge(stage, spent, Long::sum);
    }

    private static long time(Runnable work) {
        long begun = Meter.threadCpuNanos();
        work.run();
        return Meter.threadCpuNanos() - begun;
    }
}
