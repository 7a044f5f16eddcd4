package io.sealstream.benchmarks.corpus;

import io.sealstream.cli.sample.SigningKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Who sends: domains, drawn by Zipf's law, the mail services that they hand their mail to, and forwarders that seal. All lie
 * below {@code test}, in one zone that is closed under its SOA record.
 */
final class Senders {
    static final int DOMAINS = 200;
    static final int SERVICES = 8;
    static final int FORWARDERS = 8;

    /** The kinds of keys that each domain has. */
    private static final List<String> KINDS = List.of("2048", "1024", "ed");

    static final String FORWARDER_SELECTOR = "arc";

    private static final Map<String, SigningKey> KEYS = Map.of(
            "2048", SigningKey.named("rsa-2048"),
            "1024", SigningKey.named("rsa-1024"),
            "ed", SigningKey.named("ed25519"));
    private static final List<String> POLICIES = List.of("reject", "quarantine", "none");
    private static final int STRING = 250;
    private static final double[] ZIPF = zipf();

    private Senders() {}

    private static double[] zipf() {
        double[] upTo = new double[DOMAINS];
        double sum = 0;
        for (int i = 0; i < DOMAINS; i++) {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }
        return upTo;
    }

    static SigningKey key(String kind) {
        SigningKey key = KEYS.get(kind);
        if (key == null) {
            throw new IllegalArgumentException("no key of kind " + kind);
        }
        return key;
    }

    /** Where a domain has its key of that kind. */
    static String selector(String kind) {
        return "s" + kind;
    }

    /** The number of a domain, from 0. */
    static int draw(Random random) {
        double at = random.nextDouble() * ZIPF[DOMAINS - 1];
        int domain = 0;
        while (ZIPF[domain] < at) {
            domain++;
        }
        return domain;
    }

    static String domain(int number) {
        return String.format(Locale.ROOT, "dom%03d.test", number + 1);
    }

    static String service(int number) {
        return String.format(Locale.ROOT, "esp%02d.test", number % SERVICES + 1);
    }

    static String forwarder(int number) {
        return String.format(Locale.ROOT, "fwd%02d.test", number + 1);
    }

    /** An address that the domain's SPF record names. */
    static String authorizedAddress(int domain, boolean throughService, Random random) {
        if (throughService && usesService(domain)) {
            return "172." + (16 + domain % SERVICES) + "." + random.nextInt(16) + "." + (1 + random.nextInt(249));
        }
        return network(domain) + (1 + random.nextInt(119));
    }

    private static boolean usesService(int domain) {
        return domain % 4 != 1;
    }

    private static String network(int domain) {
        return "10." + (domain / 250 + 1) + "." + domain % 250 + ".";
    }

    /** The zone file (RFC 1035 §5.1). */
    static String zone() {
        StringBuilder zone = new StringBuilder("""
                ; DNS of the benchmark corpus.
                $ORIGIN test.
                $TTL 3600
                @ IN SOA ns.test. hostmaster.test. 1 3600 900 604800 300
                @ IN NS ns.test.
                ns IN A 192.0.2.53
                """);
        IntStream.range(0, DOMAINS).forEach(number -> addDomain(zone, number));
        IntStream.range(0, SERVICES).forEach(number -> addService(zone, number));
        IntStream.range(0, FORWARDERS).forEach(number -> {
            String name = forwarder(number);
            key(zone, name, FORWARDER_SELECTOR, "2048");
            text(zone, name, "v=spf1 ip4:198.51.100.0/24 -all");
            record(zone, name, "A 198.51.100.1");
        });
        return zone.toString();
    }

    private static void addDomain(StringBuilder zone, int number) {
        String name = domain(number);
        String own = network(number);
        KINDS.forEach(kind -> key(zone, name, selector(kind), kind));
        text(zone, name, spf(number, name, own));
        text(zone, "news." + name, "v=spf1 redirect=" + name);
        if (number % 4 == 3) {
            text(zone, "_netblocks." + name, "v=spf1 ip4:" + own + "0/24 ip4:192.168." + number % 250 + ".0/28 ~all");
        }
        record(zone, name, "MX 10 mx1." + name + ".");
        record(zone, name, "MX 20 mx2." + name + ".");
        record(zone, name, "A " + own + "10");
        record(zone, "mx1." + name, "A " + own + "21");
        record(zone, "mx1." + name, "AAAA 2001:db8:" + Integer.toHexString(number) + "::21");
        record(zone, "mx2." + name, "A " + own + "22");
        record(zone, "out." + name, "A " + own + "130");
        if (number % 10 < 8) {
            text(
                    zone,
                    "_dmarc." + name,
                    "v=DMARC1; p=" + POLICIES.get(number % 3) + "; sp=quarantine; adkim="
                            + (number % 7 == 0 ? "s" : "r") + "; aspf=r; pct=100; rua=mailto:dmarc@" + name);
        }
    }

    private static String spf(int number, String name, String own) {
        String service = "include:_spf." + service(number);
        return switch (number % 4) {
            case 0 -> "v=spf1 ip4:" + own + "0/24 " + service + " -all";
            case 1 -> "v=spf1 mx a:out." + name + " ip4:" + own + "0/25 ~all";
            case 2 ->
                "v=spf1 " + service + " ip6:2001:db8:" + Integer.toHexString(number) + "::/48 ip4:" + own + "0/24 -all";
            default -> "v=spf1 a mx include:_netblocks." + name + " " + service + " ~all";
        };
    }

    private static void addService(StringBuilder zone, int number) {
        String name = service(number);
        String own = "172." + (16 + number);
        key(zone, name, selector("2048"), "2048");
        text(
                zone,
                "_spf." + name,
                "v=spf1 ip4:" + own + ".0.0/20 ip4:" + own + ".64.0/20 ip4:" + own + ".128.0/18 include:_spf2." + name
                        + " ~all");
        text(
                zone,
                "_spf2." + name,
                "v=spf1 ip4:100." + (64 + number) + ".0.0/16 ip6:2001:db8:f" + Integer.toHexString(number)
                        + "00::/40 ~all");
        text(zone, name, "v=spf1 include:_spf." + name + " -all");
    }

    private static void key(StringBuilder zone, String domain, String selector, String kind) {
        String type = kind.equals("ed") ? "ed25519" : "rsa";
        text(
                zone,
                selector + "._domainkey." + domain,
                "v=DKIM1; k=" + type + "; p=" + key(kind).published());
    }

    /** RFC 1035 §3.3: character-strings of at most 255 octets. */
    private static void text(StringBuilder zone, String name, String text) {
        StringBuilder strings = new StringBuilder("TXT");
        for (int i = 0; i < text.length(); i += STRING) {
            strings.append(" \"")
                    .append(text, i, Math.min(i + STRING, text.length()))
                    .append('"');
        }
        record(zone, name, strings.toString());
    }

    private static void record(StringBuilder zone, String name, String record) {
        zone.append(name).append(". IN ").append(record).append('\n');
    }
}
