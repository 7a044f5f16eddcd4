package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.dns.RecordType;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The openspf.org suite: scenarios of a zone and cases, one YAML document each. */
final class SpfSuite {
    /** @param explanation null: none is asked for; {@code DEFAULT}: the receiver's own, so that the domain gives none */
    record Case(
            String name,
            SpfRequest request,
            List<SpfStatus> allowed,
            @Nullable String explanation,
            Dns dns) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final int MAX_ALIASES = 8;

    private SpfSuite() {}

    static List<Case> load(Path file) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file)) {
            for (Object document : new Yaml().loadAll(reader)) {
                Map<String, Object> scenario = map(document);
                Dns zone = new SuiteZone(map(scenario.get("zonedata")));
                map(scenario.get("tests")).forEach((name, test) -> cases.add(parse(name, map(test), zone)));
            }
        }
        return cases;
    }

    private static Case parse(String name, Map<String, Object> test, Dns zone) {
        Object results = test.get("result");
        List<SpfStatus> allowed = (results instanceof List<?> several ? several : List.of(results))
                .stream()
                        .map(result -> SpfStatus.valueOf(result.toString().toUpperCase(Locale.ROOT)))
                        .toList();
        SpfRequest request = new SpfRequest(
                IpAddress.parse(text(test, "host")).orElseThrow(),
                text(test, "helo"),
                text(test, "mailfrom"),
                AsOf.UNKNOWN);
        Object explanation = test.get("explanation");
        return new Case(name, request, allowed, explanation == null ? null : explanation.toString(), zone);
    }

    private static String text(Map<String, Object> test, String key) {
        return String.valueOf(test.get(key));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object node) {
        return (Map<String, Object>) Objects.requireNonNull(node);
    }

    /** The zone of a scenario, closed. */
    private static final class SuiteZone implements Dns {
        private final Map<Question, List<Rdata>> records = new HashMap<>();
        private final Map<DomainName, DomainName> aliases = new HashMap<>();
        private final Set<DomainName> names = new HashSet<>();
        private final Set<DomainName> timeouts = new HashSet<>();

        SuiteZone(Map<String, Object> data) {
            data.forEach((key, entries) -> DomainName.parseExpanded(key).ifPresent(name -> {
                names.add(name);
                ((List<?>) entries).forEach(entry -> add(name, entry));
                mirror(name, (List<?>) entries);
            }));
        }

        private void add(DomainName name, Object entry) {
            if (entry.equals("TIMEOUT")) {
                timeouts.add(name);
                return;
            }
            map(entry).forEach((type, data) -> {
                switch (type) {
                    case "CNAME" -> aliases.put(name, DomainName.of(data.toString()));
                    case "TXT" -> {
                        if (!data.equals("NONE")) {
                            add(name, RecordType.TXT, text(data));
                        }
                    }
                    case "A", "AAAA" ->
                        add(
                                name,
                                RecordType.valueOf(type),
                                new Rdata.Address(
                                        IpAddress.parse(data.toString()).orElseThrow()));
                    case "PTR" -> add(name, RecordType.PTR, new Rdata.Pointer(DomainName.of(data.toString())));
                    case "MX" -> add(name, RecordType.MX, exchange((List<?>) data));
                    default -> {}
                }
            });
        }

        /** SPF entries stand for TXT too, unless the name has any TXT entry. */
        private void mirror(DomainName name, List<?> entries) {
            boolean hasText = entries.stream().anyMatch(entry -> entry instanceof Map<?, ?> m && m.containsKey("TXT"));
            for (Object entry : entries) {
                if (!hasText && entry instanceof Map<?, ?> record && record.containsKey("SPF")) {
                    add(name, RecordType.TXT, text(record.get("SPF")));
                }
            }
        }

        private static Rdata text(@Nullable Object data) {
            return new Rdata.Text(
                    data instanceof List<?> strings
                            ? String.join(
                                    "", strings.stream().map(Object::toString).toList())
                            : String.valueOf(data));
        }

        private static Rdata exchange(List<?> data) {
            String host = data.get(1).toString();
            return new Rdata.MailExchange(
                    (Integer) data.get(0), host.isEmpty() ? DomainName.ROOT : DomainName.of(host));
        }

        private void add(DomainName name, RecordType type, Rdata data) {
            records.computeIfAbsent(new Question(name, type), q -> new ArrayList<>())
                    .add(data);
        }

        @Override
        public Answer lookup(Question question) {
            DomainName name = question.name();
            for (int hops = 0; aliases.containsKey(name); hops++) {
                if (hops == MAX_ALIASES) {
                    return Answer.failed(Failure.CNAME_LOOP).build();
                }
                name = aliases.get(name);
            }
            List<Rdata> found = records.get(new Question(name, question.type()));
            if (found != null) {
                return Answer.found(found).build();
            }
            if (timeouts.contains(name)) {
                return Answer.failed(Failure.TIMEOUT).build();
            }
            DomainName owner = name;
            boolean exists = names.stream().anyMatch(known -> known.isAtOrBelow(owner));
            return (exists ? Answer.noData() : Answer.noSuchDomain()).build();
        }
    }
}
