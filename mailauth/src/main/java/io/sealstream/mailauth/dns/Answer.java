package io.sealstream.mailauth.dns;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a question: its outcome, the records, and where and when they were seen. Immutable but for a memo of the
 * forms that protocols parsed from it, so that a key is decoded once for each answer and not once for each message.
 */
public final class Answer {
    /** The five states. Found, no data, no such domain and failed are what DNS says; not observed is ours. */
    public enum Outcome {
        /** At least one record. */
        FOUND,
        /** The name exists, without a record of that type (RFC 2308 §2.2). */
        NO_DATA,
        /** NXDOMAIN (RFC 2308 §2.1). */
        NO_SUCH_DOMAIN,
        /** Asked, and nothing usable came: see {@link Failure}. Never a statement about the domain. */
        FAILED,
        /** Nobody was asked, or the archive holds nothing for it. Never a statement about the domain. */
        NOT_OBSERVED
    }

    /** Why an answer failed; {@link #NONE} for the other outcomes. */
    public enum Failure {
        NONE,
        TIMEOUT,
        SERVFAIL,
        REFUSED,
        MALFORMED,
        NETWORK,
        /** A CNAME chain that loops or is too long. */
        CNAME_LOOP,
        /** A limit of ours: look-ups of a message, or questions in flight. */
        LIMIT
    }

    /** Where an answer came from. */
    public enum Via {
        FILE,
        ARCHIVE,
        LIVE,
        CACHE,
        LOG,
        /** No source held it. */
        NOWHERE
    }

    /** One for each that may ask the same: an NXDOMAIN answers SPF, DKIM, DMARC, MX and the log of answers, with some to spare. */
    private static final int MAX_MEMOS = 8;

    private final Outcome outcome;
    private final Failure failure;
    private final List<Rdata> records;
    private final List<DomainName> cnames;
    private final int ttl;
    private final Via via;
    private final Observation observation;
    private final boolean authenticData;
    private final boolean stale;
    private volatile @Nullable List<String> recordTexts;
    private volatile @Nullable Memo memo;

    private record Memo(
            Function<Answer, ?> parser,
            Object parsed,
            int depth,
            @Nullable Memo older) {}

    private Answer(Builder builder) {
        outcome = builder.outcome;
        failure = builder.failure;
        records = List.copyOf(builder.records);
        cnames = List.copyOf(builder.cnames);
        ttl = builder.ttl;
        via = builder.via;
        observation = builder.observation;
        authenticData = builder.authenticData;
        stale = builder.stale;
    }

    public static Builder found(List<? extends Rdata> records) {
        Builder builder = new Builder(records.isEmpty() ? Outcome.NO_DATA : Outcome.FOUND);
        builder.records = List.copyOf(records);
        return builder;
    }

    public static Builder noData() {
        return new Builder(Outcome.NO_DATA);
    }

    public static Builder noSuchDomain() {
        return new Builder(Outcome.NO_SUCH_DOMAIN);
    }

    public static Builder failed(Failure failure) {
        Builder builder = new Builder(Outcome.FAILED);
        builder.failure = failure;
        return builder;
    }

    public static Answer notObserved() {
        return new Builder(Outcome.NOT_OBSERVED).via(Via.NOWHERE).build();
    }

    /** This answer as another source hands it on; the memo starts anew. */
    public Builder toBuilder() {
        Builder builder = new Builder(outcome);
        builder.failure = failure;
        builder.records = records;
        builder.cnames = cnames;
        builder.ttl = ttl;
        builder.via = via;
        builder.observation = observation;
        builder.authenticData = authenticData;
        builder.stale = stale;
        return builder;
    }

    public Outcome outcome() {
        return outcome;
    }

    public Failure failure() {
        return failure;
    }

    /** In the order of the source; empty unless the outcome is found. */
    public List<Rdata> records() {
        return records;
    }

    /** The aliases followed, in order, without the question's own name; the last one owns the records. */
    public List<DomainName> cnames() {
        return cnames;
    }

    /** Seconds left; -1 where the source has none. */
    public int ttl() {
        return ttl;
    }

    public Via via() {
        return via;
    }

    public Observation observation() {
        return observation;
    }

    /** The AD bit of the response (RFC 4035 §3.2.3). */
    public boolean authenticData() {
        return authenticData;
    }

    /** Served past its TTL (RFC 8767). */
    public boolean stale() {
        return stale;
    }

    /** The text of each record, in order; made once. */
    public List<String> recordTexts() {
        List<String> known = recordTexts;
        if (known == null) {
            known = records.stream().map(Rdata::text).toList();
            recordTexts = known;
        }
        return known;
    }

    /** The texts of the TXT records, in order. */
    public List<String> texts() {
        return records.stream()
                .filter(Rdata.Text.class::isInstance)
                .map(Rdata::text)
                .toList();
    }

    /**
     * The form that {@code parser} makes of this answer, made once for each answer and parser. Pass the same function object
     * each time (a constant): those of {@value #MAX_MEMOS} parsers are held. Safe from several threads; two may both parse.
     */
    @SuppressWarnings("unchecked")
    public <T extends Object> T parsed(Function<Answer, T> parser) {
        Memo newest = memo;
        for (Memo held = newest; held != null; held = held.older) {
            if (held.parser == parser) {
                return (T) held.parsed;
            }
        }
        T parsed = parser.apply(this);
        boolean full = newest != null && newest.depth == MAX_MEMOS;
        memo = newest == null || full
                ? new Memo(parser, parsed, 1, null)
                : new Memo(parser, parsed, newest.depth + 1, newest);
        return parsed;
    }

    @Override
    public String toString() {
        return outcome + (failure == Failure.NONE ? "" : " " + failure) + " "
                + records.stream().map(Rdata::text).toList();
    }

    /** Builds an answer; what is not set is unknown. */
    public static final class Builder {
        private final Outcome outcome;
        private Failure failure = Failure.NONE;
        private List<? extends Rdata> records = List.of();
        private List<DomainName> cnames = List.of();
        private int ttl = -1;
        private Via via = Via.FILE;
        private Observation observation = Observation.ALWAYS;
        private boolean authenticData;
        private boolean stale;

        private Builder(Outcome outcome) {
            this.outcome = outcome;
        }

        public Builder cnames(List<DomainName> aliases) {
            this.cnames = aliases;
            return this;
        }

        public Builder ttl(int seconds) {
            this.ttl = seconds;
            return this;
        }

        public Builder via(Via source) {
            this.via = source;
            return this;
        }

        public Builder observation(Observation seen) {
            this.observation = seen;
            return this;
        }

        public Builder seenAt(Instant time) {
            return observation(Observation.at(time));
        }

        public Builder authenticData(boolean bit) {
            this.authenticData = bit;
            return this;
        }

        public Builder stale(boolean pastTtl) {
            this.stale = pastTtl;
            return this;
        }

        public Answer build() {
            return new Answer(this);
        }
    }
}
