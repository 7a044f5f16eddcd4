package io.sealstream.functions.dns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealstream.functions.dns.SightingStore.ClosedZone;
import io.sealstream.functions.dns.Timeline.Choice;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.Answer.Via;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Answers as of a time, from what was seen of DNS. Sightings are an open world: what is not held is not observed. A zone that is
 * held with its SOA record is closed: what it does not hold did not exist at its observation time.
 *
 * <p>What holds at a time: the values seen then, or before and after; else the nearest sightings, with their observation; else
 * that the name or the type was absent; else nothing. Equal answers are one object, so that what was parsed of one is parsed once.
 */
public final class Archive implements DnsSource {
    /** Aliases followed for one question. RFC 1034 §3.6.2 sets no limit; resolvers stop at about this many. */
    static final int MAX_ALIASES = 10;

    private static final int MAX_SHARED_ANSWERS = 100_000;

    private final SightingStore store;
    private final Via via;
    private final Cache<Shared, Answer> shared = Caffeine.newBuilder()
            .maximumSize(MAX_SHARED_ANSWERS)
            .executor(Runnable::run)
            .build();

    /** All that tells two answers apart. */
    private record Shared(
            Outcome outcome,
            Failure failure,
            List<Rdata> records,
            List<DomainName> cnames,
            int ttl,
            Observation observation) {}

    Archive(SightingStore store, Via via) {
        this.store = store;
        this.via = via;
    }

    @Override
    public CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf) {
        return CompletableFuture.completedFuture(known(question, asOf));
    }

    @Override
    public Answer known(Question question, @Nullable Instant asOf) {
        Answer answer = answered(question, asOf);
        Shared key = new Shared(
                answer.outcome(),
                answer.failure(),
                answer.records(),
                answer.cnames(),
                answer.ttl(),
                answer.observation());
        return shared.get(key, k -> answer);
    }

    private Answer answered(Question question, @Nullable Instant asOf) {
        try {
            return answer(question, asOf);
        } catch (UncheckedIOException broken) {
            return Answer.failed(Failure.NETWORK).via(via).build();
        }
    }

    private Answer answer(Question question, @Nullable Instant asOf) {
        List<DomainName> cnames = new ArrayList<>(2);
        Observation observation = Observation.ALWAYS;
        DomainName name = question.name();
        while (true) {
            Choice choice = choose(new Question(name, question.type()), asOf);
            if (choice == null) {
                return Answer.notObserved().toBuilder().cnames(cnames).build();
            }
            observation = both(observation, choice.observation(), asOf);
            if (!(choice.sightings().get(0).seen() instanceof Seen.Alias alias)) {
                return answer(choice.sightings())
                        .cnames(cnames)
                        .observation(observation)
                        .via(via)
                        .build();
            }
            if (cnames.size() == MAX_ALIASES
                    || cnames.contains(alias.target())
                    || alias.target().equals(question.name())) {
                return Answer.failed(Failure.CNAME_LOOP)
                        .cnames(cnames)
                        .observation(observation)
                        .via(via)
                        .build();
            }
            name = alias.target();
            cnames.add(name);
        }
    }

    private static Answer.Builder answer(List<Sighting> sightings) {
        Sighting first = sightings.get(0);
        if (first.seen() instanceof Seen.Absence absence) {
            Answer.Builder absent =
                    absence.outcome() == Outcome.NO_SUCH_DOMAIN ? Answer.noSuchDomain() : Answer.noData();
            return absent.ttl(first.ttl());
        }
        if (first.seen() instanceof Seen.Failed failed) {
            return Answer.failed(failed.failure());
        }
        List<Rdata> records = new ArrayList<>(sightings.size());
        int ttl = first.ttl();
        for (Sighting sighting : sightings) {
            if (sighting.seen() instanceof Seen.Data data && !records.contains(data.rdata())) {
                records.add(data.rdata());
                ttl = Math.min(ttl, sighting.ttl());
            }
        }
        return Answer.found(records).ttl(ttl);
    }

    /** When both an alias and what it leads to were seen; where one was not seen then, when the farther of the two was. */
    private static Observation both(Observation alias, Observation target, @Nullable Instant asOf) {
        Instant compromised = Timeline.earlier(alias.compromisedFrom(), target.compromisedFrom());
        Map<String, Instant> byRecord = alias.compromisedFrom() == null ? target.compromised() : Map.of();
        boolean aliasSeenThen = alias.gapTo(asOf).isZero();
        boolean targetSeenThen = target.gapTo(asOf).isZero();
        if (aliasSeenThen && targetSeenThen) {
            Instant first = Timeline.later(alias.firstSeen(), target.firstSeen());
            Instant last = Timeline.earlier(alias.lastSeen(), target.lastSeen());
            boolean together = first == null || last == null || !first.isAfter(last);
            return together
                    ? new Observation(first, last, compromised, byRecord)
                    : new Observation(target.firstSeen(), target.lastSeen(), compromised, byRecord);
        }
        Observation farther = alias.gapTo(asOf).compareTo(target.gapTo(asOf)) > 0 ? alias : target;
        return new Observation(farther.firstSeen(), farther.lastSeen(), compromised, byRecord);
    }

    /** The sightings that speak for the name and time, presence before absence; null: none do. */
    private @Nullable Choice choose(Question question, @Nullable Instant asOf) {
        List<Sighting> sightings = sightingsFor(question);
        Choice present = Timeline.choose(sightings, asOf, isKeyName(question.name()));
        if (present != null && present.gap().isZero()) {
            return present;
        }
        Choice absent = absentFromZone(question, asOf);
        if (absent == null) {
            absent = deniedAbove(question.name(), asOf);
        }
        if (present != null && (absent == null || present.gap().compareTo(absent.gap()) <= 0)) {
            return present;
        }
        Observation world = store.closedWorld();
        return absent == null && world != null ? absent(question.name(), world, -1, asOf) : absent;
    }

    private List<Sighting> sightingsFor(Question question) {
        List<Sighting> here = store.at(question.name());
        if (here.isEmpty() && !store.exists(question.name())) {
            here = ofWildcard(question.name()); // RFC 4592 §3.3.1
        }
        return here.stream()
                .filter(sighting -> sighting.speaksOf(question.type()))
                .toList();
    }

    private List<Sighting> ofWildcard(DomainName name) {
        DomainName encloser = name.parent();
        while (!encloser.equals(DomainName.ROOT) && !store.exists(encloser)) {
            encloser = encloser.parent();
        }
        Optional<DomainName> wildcard = encloser.under("*");
        return wildcard.isPresent() ? store.at(wildcard.get()) : List.of();
    }

    private @Nullable Choice absentFromZone(Question question, @Nullable Instant asOf) {
        DomainName name = question.name();
        boolean delegated = false;
        while (true) {
            ClosedZone zone = store.zoneAt(name);
            if (zone != null) {
                return delegated ? null : absent(question.name(), zone.when(), zone.negativeTtl(), asOf);
            }
            if (name.equals(DomainName.ROOT)) {
                return null;
            }
            delegated |= store.isCut(name);
            name = name.parent();
        }
    }

    private Choice absent(DomainName name, Observation when, int ttl, @Nullable Instant asOf) {
        boolean exists = store.exists(name) || !ofWildcard(name).isEmpty();
        Seen seen = new Seen.Absence(exists ? Outcome.NO_DATA : Outcome.NO_SUCH_DOMAIN);
        return new Choice(List.of(new Sighting(null, seen, ttl, when)), when, when.gapTo(asOf));
    }

    /** NXDOMAIN that was seen then for a name above (RFC 8020 §2). */
    private @Nullable Choice deniedAbove(DomainName name, @Nullable Instant asOf) {
        for (DomainName above = name.parent(); !above.equals(DomainName.ROOT); above = above.parent()) {
            List<Sighting> sightings = store.mayBeDenied(above) ? store.at(above) : List.of();
            Choice choice = Timeline.choose(sightings, asOf, false);
            if (choice != null
                    && choice.gap().isZero()
                    && choice.sightings().get(0).seen() instanceof Seen.Absence absence
                    && absence.outcome() == Outcome.NO_SUCH_DOMAIN) {
                return choice;
            }
        }
        return null;
    }

    private static boolean isKeyName(DomainName name) {
        return name.toString().contains("._domainkey.");
    }

    @Override
    public void close() {
        store.close();
    }
}
