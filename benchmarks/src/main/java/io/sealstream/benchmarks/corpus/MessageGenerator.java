package io.sealstream.benchmarks.corpus;

import io.sealstream.cli.sample.ArcSealer;
import io.sealstream.cli.sample.MailSigner;
import io.sealstream.cli.sample.RawMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes the messages of the corpus, each from the seed and its number alone, so that any of them can be made again. Sizes are
 * log-normal around 12 KB, from 2.5 KB to 2 MB; three in four are signed, one in seven is sealed, one in twenty is changed
 * afterwards. Safe from several threads.
 */
public final class MessageGenerator {
    private static final int MEDIAN_SIZE = 12_000;
    private static final double SIZE_SIGMA = 2.0;
    private static final int LEAST_SIZE = 2_500;
    private static final int LARGEST_SIZE = 2_000_000;

    /** What the signature fields and the Return-Path take of a message's size. */
    private static final int SIGNATURE_SIZE = 900;

    private static final int LEAST_BODY = 800;
    private static final int PER_FOLDER = 1_000;
    private static final String[] SIGNED_NAMES = {
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "MIME-Version",
        "Content-Type",
        "Reply-To",
        "List-Unsubscribe",
        "List-Unsubscribe-Post"
    };

    private final long seed;
    private final BodyText bodies;

    public MessageGenerator(long seed) {
        this.seed = seed;
        this.bodies = new BodyText(seed);
    }

    /** A message and what is known of it. */
    public record Generated(CorpusMessage label, byte[] bytes) {}

    /** The message of that number, from 0. */
    public Generated message(int number) {
        Random random = new Random(mixed(seed + number * 0x9E3779B97F4A7C15L));
        int size = size(random);
        Route route = Route.draw(random);
        String boundary = "=_" + Prose.hex(random, 8);
        List<String> fields = HeaderText.fields(random, route, boundary);
        int header = fields.stream().mapToInt(String::length).sum() + SIGNATURE_SIZE;
        String body = bodies.of(random, Math.max(LEAST_BODY, size - header), boundary);
        RawMessage message = new RawMessage(fields, body);
        List<String> signatures = new ArrayList<>();
        if (random.nextDouble() < 0.75) {
            message = sign(random, message, route, signatures);
        }
        int arcSets = random.nextDouble() >= 0.15 ? 0 : random.nextDouble() < 0.8 ? 1 : 2;
        for (int set = 0; set < arcSets; set++) {
            message = seal(random, message, route, set);
        }
        boolean tampered = random.nextDouble() < 0.05;
        if (tampered) {
            message = message.changeBody(MessageGenerator::tamper);
        }
        byte[] bytes =
                message.withOnTop("Return-Path: <" + route.mailFrom() + ">").bytes();
        return new Generated(label(number, route, signatures, tampered, arcSets, bytes, message), bytes);
    }

    private static CorpusMessage label(
            int number,
            Route route,
            List<String> signatures,
            boolean tampered,
            int arcSets,
            byte[] bytes,
            RawMessage message) {
        return new CorpusMessage(
                String.format("%03d/%06d.eml", number / PER_FOLDER, number),
                route.clientIp(),
                route.helo(),
                route.mailFrom(),
                bytes.length,
                List.copyOf(signatures),
                tampered,
                arcSets,
                route.authorized(),
                bytes.length - message.body().length(),
                route.receivedAt());
    }

    private static int size(Random random) {
        double size = MEDIAN_SIZE * Math.exp(SIZE_SIGMA * random.nextGaussian());
        return (int) Math.min(LARGEST_SIZE, Math.max(LEAST_SIZE, size));
    }

    /** By its domain, and some a second time: Ed25519 is seldom alone, and mail services sign too. */
    private static RawMessage sign(Random random, RawMessage message, Route route, List<String> signatures) {
        String canonicalization = oneOf(random, 85, "relaxed/relaxed", 92, "simple/simple", "relaxed/simple");
        String kind = oneOf(random, 78, "2048", 92, "1024", "ed");
        String domain = Senders.domain(route.domain());
        List<MailSigner> signers = new ArrayList<>();
        signers.add(signer(domain, kind, route).tag("c", canonicalization));
        signatures.add(kind);
        if (kind.equals("ed") && random.nextDouble() < 0.7) {
            signers.add(signer(domain, "2048", route).tag("c", canonicalization));
            signatures.add("2048");
        } else if (random.nextDouble() < 0.28) {
            signers.add(signer(Senders.service(route.service()), "2048", route));
            signatures.add("2048");
        }
        RawMessage signed = message;
        for (MailSigner signer : signers) {
            signed = signed.withOnTop(signer.signature(message));
        }
        return signed;
    }

    private static MailSigner signer(String domain, String kind, Route route) {
        return MailSigner.of(Senders.key(kind), domain, Senders.selector(kind))
                .tag("t", Long.toString(route.receivedAt().getEpochSecond() - 20))
                .names(SIGNED_NAMES);
    }

    private static RawMessage seal(Random random, RawMessage message, Route route, int sets) {
        String forwarder = Senders.forwarder(random.nextInt(Senders.FORWARDERS));
        String results = "dkim=pass header.d=" + Senders.domain(route.domain()) + ";\r\n\tspf="
                + (route.authorized() ? "pass" : "fail") + " smtp.mailfrom=" + route.mailFrom()
                + ";\r\n\tdmarc=pass header.from=" + route.author();
        return new ArcSealer(Senders.key("2048"), forwarder, Senders.FORWARDER_SELECTOR)
                .seal(message, results, sets == 0 ? "none" : "pass");
    }

    private static String tamper(String body) {
        int at = body.indexOf("text/plain") + 120;
        return body.substring(0, at) + "TAMPERED" + body.substring(at);
    }

    private static String oneOf(Random random, int first, String one, int second, String other, String otherwise) {
        int percent = random.nextInt(100);
        return percent < first ? one : percent < second ? other : otherwise;
    }

    /** The finalizer of MurmurHash3: neighbouring numbers get seeds that have nothing in common. */
    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
