package io.sealstream.serde;

import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.Evidence.Missing;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.arc.ArcReason;
import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.arc.ArcStatus;
import io.sealstream.mailauth.authres.AuthenticationResults;
import io.sealstream.mailauth.authres.AuthenticationResults.Dialect;
import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.authres.AuthenticationResults.Property;
import io.sealstream.mailauth.authres.Drift;
import io.sealstream.mailauth.authres.Stamp;
import io.sealstream.mailauth.compauth.AppliedOverride;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.compauth.CompositeStatus;
import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.mailauth.diagnosis.Repair;
import io.sealstream.mailauth.dkim.DkimFlag;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dmarc.DmarcEdition;
import io.sealstream.mailauth.dmarc.DmarcPolicy;
import io.sealstream.mailauth.dmarc.DmarcReason;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dmarc.DmarcResult.Alignment;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.RecordType;
import io.sealstream.mailauth.dsn.DeliveryReport;
import io.sealstream.mailauth.iprev.IprevResult;
import io.sealstream.mailauth.iprev.IprevStatus;
import io.sealstream.mailauth.message.From;
import io.sealstream.mailauth.message.FromDefect;
import io.sealstream.mailauth.message.LineEndings;
import io.sealstream.mailauth.received.ReceiptTime;
import io.sealstream.mailauth.received.Trace;
import io.sealstream.mailauth.received.Traced;
import io.sealstream.mailauth.spf.SpfIdentity;
import io.sealstream.mailauth.spf.SpfReason;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records with every component drawn at random from a seed: nulls, empty lists, extreme numbers and odd text among them. */
public final class RandomRecords {
    private static final List<String> TEXTS = List.of(
            "",
            "fabrikam.com",
            "a b\r\n\tc",
            "\u0000\u001f\"\\",
            "M\u00fcller",
            "\ud83d\udce8",
            "\u2028",
            "x".repeat(300));
    private static final List<String> NAMES = List.of(
            "fabrikam.com", "_dmarc.contoso.com", "s1._domainkey.example.org", "a\"b.example", "xn--bcher-kva.example");

    private final Random random;

    public RandomRecords(long seed) {
        this.random = new Random(seed);
    }

    public Verdict verdict() {
        return new Verdict(
                evidence(),
                maybe(this::text),
                signals(),
                maybe(this::composite),
                text(),
                maybe(() -> new AppliedOverride(entry(), list(this::entry))),
                maybe(this::composite),
                text(),
                list(this::drift));
    }

    public Evidence evidence() {
        return new Evidence(
                text(),
                origin(),
                new Evidence.MessageFacts(
                        maybe(this::text), maybe(this::text), maybe(this::text), maybe(this::text), integer()),
                new Evidence.Copy(constant(Mail.Fidelity.class), constant(LineEndings.class)),
                trace(),
                list(this::text),
                new From(list(this::domain), list(this::text), flag(), constants(FromDefect.class)),
                maybe(this::domain),
                maybe(this::flag),
                new IprevResult(
                        constant(IprevStatus.class),
                        maybe(this::domain),
                        maybe(this::domain),
                        list(this::domain),
                        maybe(this::flag)),
                maybe(() -> new DeliveryReport(list(this::domain), list(this::domain))),
                spf(),
                spf(),
                list(this::dkim),
                maybe(this::arc),
                new DmarcResult(
                        constant(DmarcEdition.class), evaluation(), evaluation(), text(), list(this::evaluation)),
                list(this::stamp),
                maybe(this::stamp),
                constants(Missing.class),
                list(this::consulted),
                new Evidence.Processing(number(), text(), integer()));
    }

    public Mail mail() {
        Envelope envelope = new Envelope(
                maybe(this::address), maybe(this::text), maybe(this::text), list(this::text), maybe(this::instant));
        return new Mail(text(), origin(), constant(Mail.Fidelity.class), envelope, bytes());
    }

    public Unreadable unreadable() {
        return new Unreadable(
                origin(), constant(Unreadable.Reason.class), text(), maybe(this::text), number(), bytes());
    }

    public byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(5_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private Mail.Origin origin() {
        return flag() ? Mail.Origin.file(text(), number()) : new Mail.Origin(text(), integer(), number(), number());
    }

    private Trace trace() {
        return new Trace(
                traced(this::address),
                traced(this::text),
                traced(this::text),
                new ReceiptTime(traced(this::instant), maybe(this::instant), maybe(this::instant)),
                integer(),
                integer(),
                integer(),
                maybe(this::text));
    }

    private <T> Traced<T> traced(Supplier<T> value) {
        return flag() ? Traced.unknown() : traced(maybe(value), constant(Traced.Origin.class));
    }

    private <T> Traced<T> traced(@Nullable T value, Traced.Origin origin) {
        boolean skipped = origin == Traced.Origin.SKIP_LISTED;
        return new Traced<>(value, origin, skipped ? random.nextInt(10) + 1 : random.nextInt(12) - 1);
    }

    private SpfResult spf() {
        return new SpfResult(
                constant(SpfStatus.class),
                constant(SpfReason.class),
                constant(SpfIdentity.class),
                maybe(this::domain),
                list(this::text),
                maybe(this::text),
                random.nextInt(12),
                random.nextInt(4),
                maybe(() -> constant(SpfStatus.class)),
                maybe(this::text));
    }

    private DkimResult dkim() {
        return new DkimResult(
                constant(DkimStatus.class),
                constant(DkimReason.class),
                integer(),
                maybe(this::domain),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                integer(),
                constant(DkimResult.Check.class),
                constant(DkimResult.Check.class),
                number(),
                maybe(this::instant),
                maybe(this::instant),
                constants(DkimFlag.class),
                Duration.ofSeconds(integer(), random.nextInt(1_000_000_000)),
                maybe(() -> constant(DkimStatus.class)),
                text(),
                list(this::repair));
    }

    private Repair repair() {
        return new Repair(
                constant(Repair.Kind.class),
                constant(Repair.Proof.class),
                maybe(this::text),
                integer(),
                maybe(this::text),
                maybe(this::text));
    }

    private ArcResult arc() {
        return new ArcResult(
                constant(ArcStatus.class),
                constant(ArcReason.class),
                random.nextInt(51),
                random.nextInt(51),
                random.nextInt(51),
                list(() -> new ArcResult.ArcSet(
                        integer(),
                        maybe(this::domain),
                        maybe(this::text),
                        maybe(this::domain),
                        maybe(this::text),
                        text())),
                list(this::repair));
    }

    private DmarcResult.Evaluation evaluation() {
        return new DmarcResult.Evaluation(
                constant(DmarcStatus.class),
                constant(DmarcReason.class),
                maybe(this::domain),
                maybe(this::domain),
                maybe(this::domain),
                maybe(() -> constant(DmarcPolicy.class)),
                constant(Alignment.class),
                constant(Alignment.class),
                random.nextInt(101),
                flag(),
                maybe(this::domain),
                maybe(this::domain),
                maybe(this::text),
                maybe(() -> constant(DmarcStatus.class)),
                list(this::domain));
    }

    private Stamp stamp() {
        return new Stamp(
                integer(),
                flag(),
                text(),
                new AuthenticationResults(
                        constant(Dialect.class),
                        maybe(this::text),
                        random.nextInt(51),
                        list(() -> new MethodResult(
                                text(),
                                text(),
                                maybe(this::text),
                                maybe(this::text),
                                list(() -> new Property(text(), text()))))));
    }

    private Consulted consulted() {
        return new Consulted(
                new Question(domain(), constant(RecordType.class)),
                constant(Answer.Outcome.class),
                constant(Answer.Failure.class),
                list(this::text),
                list(this::domain),
                random.nextInt(86_401) - 1,
                constant(Answer.Via.class),
                new Observation(
                        maybe(this::instant),
                        maybe(this::instant),
                        maybe(this::instant),
                        flag() ? Map.of() : Map.of(text(), instant())),
                flag(),
                flag(),
                maybe(() -> String.format("%032x", random.nextLong())));
    }

    private CompositeResult composite() {
        return new CompositeResult(
                constant(CompositeStatus.class),
                maybe(() -> String.format("%03d", random.nextInt(1_000))),
                text(),
                constant(CompositeResult.Known.class),
                text());
    }

    public TenantEvidence tenantEvidence() {
        return new TenantEvidence(maybe(this::text), evidence(), signals());
    }

    private Signals signals() {
        return new Signals(
                maybe(() -> new Signals.History(
                        text(),
                        maybe(this::day),
                        integer(),
                        number(),
                        number(),
                        maybe(this::day),
                        integer(),
                        number(),
                        number())),
                maybe(() -> new Signals.Contact(integer(), integer(), maybe(this::day))),
                maybe(() -> new Signals.Burst(number(), number())),
                maybe(() -> new Signals.Replay(text(), integer(), integer())),
                maybe(() -> new Signals.Reputation(text(), number(), number(), number(), number())),
                constants(Signals.Finding.class));
    }

    private LocalDate day() {
        return LocalDate.ofEpochDay(random.nextInt(40_000));
    }

    private AppliedOverride.Entry entry() {
        return new AppliedOverride.Entry(constant(AppliedOverride.Kind.class), text());
    }

    private Drift drift() {
        return new Drift(constant(Drift.Method.class), maybe(this::text), text(), text(), constant(Drift.Reason.class));
    }

    private DomainName domain() {
        return random.nextInt(20) == 0 ? DomainName.ROOT : DomainName.of(NAMES.get(random.nextInt(NAMES.size())));
    }

    private IpAddress address() {
        byte[] octets = new byte[flag() ? 4 : 16];
        random.nextBytes(octets);
        return IpAddress.of(octets);
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextLong(4_102_444_800L), flag() ? 0 : random.nextInt(1_000_000_000));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private int integer() {
        return random.nextInt() >> random.nextInt(32);
    }

    private long number() {
        return random.nextLong() >> random.nextInt(64);
    }

    private boolean flag() {
        return random.nextBoolean();
    }

    private <E extends Enum<E>> E constant(Class<E> type) {
        E[] constants = type.getEnumConstants();
        return constants[random.nextInt(constants.length)];
    }

    private <E extends Enum<E>> Set<E> constants(Class<E> type) {
        EnumSet<E> constants = EnumSet.allOf(type);
        constants.removeIf(any -> flag());
        return constants;
    }

    private <T> @Nullable T maybe(Supplier<? extends T> value) {
        return flag() ? value.get() : null;
    }

    private <T> List<T> list(Supplier<? extends T> value) {
        return Stream.<T>generate(value).limit(random.nextInt(4)).toList();
    }
}
