package io.sealstream.mailauth.dns;

import io.sealstream.mailauth.dns.Answer.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * DNS as a literal, for tests: a closed world of lines such as {@code fabrikam.com TXT v=spf1 -all}, {@code a.test A 192.0.2.1},
 * {@code a.test MX 10 mx.a.test}. Data {@code !TIMEOUT} or {@code !SERVFAIL} fails, {@code !UNOBSERVED} is not observed.
 */
public final class Zone implements Dns {
    private final Map<Question, List<Rdata>> records = new HashMap<>();
    private final Map<Question, Answer> special = new HashMap<>();
    private final List<Question> asked = new ArrayList<>();

    public static Zone of(String... lines) {
        Zone zone = new Zone();
        for (String line : lines) {
            String[] part = line.split(" ", 3);
            zone.add(new Question(DomainName.of(part[0]), RecordType.valueOf(part[1])), part[2]);
        }
        return zone;
    }

    public void add(Question question, String data) {
        switch (data) {
            case "!TIMEOUT" ->
                special.put(question, Answer.failed(Failure.TIMEOUT).build());
            case "!SERVFAIL" ->
                special.put(question, Answer.failed(Failure.SERVFAIL).build());
            case "!UNOBSERVED" -> special.put(question, Answer.notObserved());
            default -> records.computeIfAbsent(question, q -> new ArrayList<>()).add(rdata(question.type(), data));
        }
    }

    private static Rdata rdata(RecordType type, String data) {
        return switch (type) {
            case A, AAAA -> new Rdata.Address(IpAddress.parse(data).orElseThrow());
            case TXT -> new Rdata.Text(data);
            case PTR -> new Rdata.Pointer(DomainName.of(data));
            case MX -> {
                String[] part = data.split(" ");
                yield new Rdata.MailExchange(
                        Integer.parseInt(part[0]), part[1].equals(".") ? DomainName.ROOT : DomainName.of(part[1]));
            }
        };
    }

    @Override
    public Answer lookup(Question question) {
        asked.add(question);
        Answer fixed = special.get(question);
        if (fixed != null) {
            return fixed;
        }
        List<Rdata> found = records.get(question);
        if (found != null) {
            return Answer.found(found).ttl(3600).build();
        }
        boolean exists = java.util.stream.Stream.concat(records.keySet().stream(), special.keySet().stream())
                .anyMatch(q -> q.name().isAtOrBelow(question.name()));
        return (exists ? Answer.noData() : Answer.noSuchDomain()).build();
    }

    /** Every question so far, repeats included. */
    public List<Question> asked() {
        return asked;
    }
}
