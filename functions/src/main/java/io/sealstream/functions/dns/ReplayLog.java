package io.sealstream.functions.dns;

import io.sealstream.functions.dns.AnswerLog.Entry;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Answer.Via;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a run once more, offline. Where a question had several: that of the time asked for; else the one seen nearest to
 * it, and of those seen then the one seen for the shortest time, for it speaks of more values.
 */
public final class ReplayLog implements DnsSource {
    /** Rows held in memory. */
    static final int MAX_ROWS = 5_000_000;

    private final Map<Question, Answers> answers = new HashMap<>();
    private int rows;

    private record Answers(Map<Optional<Instant>, Answer> byTime, List<Answer> others) {}

    private ReplayLog() {}

    /**
     * Reads logs as {@link AnswerLog} writes them; the order of their rows does not matter, but where two are equally good.
     *
     * @throws DnsFileException where a file cannot be read or a row cannot be understood
     */
    public static ReplayLog load(List<Path> files) {
        ReplayLog log = new ReplayLog();
        for (Path file : files) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                log.read(file, in);
            } catch (NoSuchFileException e) {
                throw new DnsFileException(file, 0, "no such file");
            } catch (IOException e) {
                throw new DnsFileException(file, 0, "cannot be read: " + e.getMessage());
            }
        }
        return log;
    }

    private void read(Path file, InputStream in) throws IOException {
        Lines lines = new Lines(in);
        try {
            for (byte[] row = lines.next(); row != null; row = lines.next()) {
                add(AnswerLog.parse(row));
            }
        } catch (MalformedRowException e) {
            throw new DnsFileException(file, lines.number(), e.reason());
        }
    }

    private void add(Entry entry) throws MalformedRowException {
        if (++rows > MAX_ROWS) {
            throw new MalformedRowException("more than " + MAX_ROWS + " rows");
        }
        if (entry.answer().failure() == Failure.LIMIT && entry.answer().via() == Via.NOWHERE) {
            return; // not what DNS said: the limit of one message, which it comes to again
        }
        Answers held =
                answers.computeIfAbsent(entry.question(), question -> new Answers(new HashMap<>(), new ArrayList<>(1)));
        if (entry.depends()) {
            held.byTime().putIfAbsent(Optional.ofNullable(entry.asOf()), entry.answer());
        } else {
            held.others().add(entry.answer());
        }
    }

    @Override
    public CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf) {
        return CompletableFuture.completedFuture(known(question, asOf));
    }

    @Override
    public Answer known(Question question, @Nullable Instant asOf) {
        Answers held = answers.get(question);
        if (held == null) {
            return Answer.notObserved();
        }
        Answer exact = held.byTime().get(Optional.ofNullable(asOf));
        if (exact != null) {
            return exact;
        }
        Answer best = null;
        for (Answer answer : held.others()) {
            best = best == null || isBetter(answer.observation(), best.observation(), asOf) ? answer : best;
        }
        return best == null ? Answer.notObserved() : best;
    }

    private static boolean isBetter(Observation one, Observation other, @Nullable Instant asOf) {
        int nearer = one.gapTo(asOf).compareTo(other.gapTo(asOf));
        return nearer < 0 || (nearer == 0 && length(one).compareTo(length(other)) < 0);
    }

    private static Duration length(Observation seen) {
        Instant first = seen.firstSeen();
        Instant last = seen.lastSeen();
        return first == null || last == null ? Duration.ofSeconds(Long.MAX_VALUE) : Duration.between(first, last);
    }
}
