package io.sealstream.mailauth;

import io.sealstream.mailauth.arc.Arc;
import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.arc.ArcSettings;
import io.sealstream.mailauth.authres.AuthenticationResults.Dialect;
import io.sealstream.mailauth.authres.AuthenticationResultsWriter;
import io.sealstream.mailauth.authres.Drift;
import io.sealstream.mailauth.authres.Drifts;
import io.sealstream.mailauth.authres.OwnResults;
import io.sealstream.mailauth.authres.Stamp;
import io.sealstream.mailauth.authres.StampedEnvelope;
import io.sealstream.mailauth.authres.StampedEvidence;
import io.sealstream.mailauth.authres.Stamping;
import io.sealstream.mailauth.authres.Stamps;
import io.sealstream.mailauth.authres.Vouchers;
import io.sealstream.mailauth.compauth.CompositeAuthentication;
import io.sealstream.mailauth.compauth.CompositeInput;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.mailauth.diagnosis.Effort;
import io.sealstream.mailauth.dkim.Dkim;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimSettings;
import io.sealstream.mailauth.dmarc.Dmarc;
import io.sealstream.mailauth.dmarc.DmarcRequest;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Consultation;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dsn.Dsn;
import io.sealstream.mailauth.iprev.Iprev;
import io.sealstream.mailauth.message.From;
import io.sealstream.mailauth.message.FromParser;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.received.Received;
import io.sealstream.mailauth.received.Trace;
import io.sealstream.mailauth.received.TraceInput;
import io.sealstream.mailauth.received.TraceInput.Arrival;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.spf.Spf;
import io.sealstream.mailauth.spf.SpfIdentity;
import io.sealstream.mailauth.spf.SpfRequest;
import io.sealstream.mailauth.spf.SpfResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Mail authentication, start to end: the table of contents of this library. A message is {@linkplain #examine examined}, its
 * {@linkplain #foreseeable foreseeable} questions are asked, it is {@linkplain #authenticate authenticated} over the answers,
 * and {@linkplain #judge judged}. Nothing in a message or an answer throws; only {@link io.sealstream.mailauth.dns.Unanswered},
 * from a {@link Dns} that resolves elsewhere, comes out of {@code authenticate}, which is then run again. Safe from several
 * threads.
 */
public final class Authentication {
    private final AuthenticationSettings settings;

    public Authentication(AuthenticationSettings settings) {
        this.settings = settings;
    }

    /** Takes the message apart: all that needs no DNS. */
    public Examination examine(Mail mail) {
        Message message = Message.of(mail.bytes());
        Trace trace = Received.trace(message, arrivals(mail.envelope()));
        List<Stamp> stamps = Stamps.of(message, trace.trustedFields());
        trace = StampedEnvelope.complete(trace, stamps);
        From from = FromParser.parse(message);
        AsOf asOf = new AsOf(trace.receivedAt().value(), settings.freshness());
        MessageHashes hashes = new MessageHashes(message);
        return new Examination(
                mail,
                message,
                trace,
                asOf,
                from,
                stamps,
                Stamps.sealed(message, trace.trustedFields()).orElse(null),
                Dsn.examine(message, trace.mailFrom().value(), settings.crypto())
                        .orElse(null),
                new SpfRequest(
                        trace.clientIp().value(),
                        trace.helo().value(),
                        trace.mailFrom().value(),
                        StampedEnvelope.isDomainOnly(trace.mailFrom()),
                        asOf,
                        null),
                Dkim.examine(message, hashes, dkimSettings(from)),
                Arc.examine(message, hashes, ArcSettings.of(settings.crypto())));
    }

    private TraceInput arrivals(Envelope envelope) {
        AuthenticationSettings.Told told = settings.told();
        return new TraceInput(
                new Arrival(envelope.clientIp(), envelope.helo(), envelope.mailFrom(), envelope.receivedAt()),
                new Arrival(told.clientIp(), told.helo(), told.mailFrom(), told.receivedAt()),
                settings.boundary(),
                settings.skipListing());
    }

    private DkimSettings dkimSettings(From from) {
        return new DkimSettings(settings.maxSignatures(), settings.crypto(), organizations(from.domains()));
    }

    private Set<DomainName> organizations(List<DomainName> domains) {
        Set<DomainName> organizations = new LinkedHashSet<>();
        domains.forEach(domain -> organizations.add(
                settings.suffixes().organizationalDomain(domain).orElse(domain)));
        return organizations;
    }

    /** The questions that are known before any answer, the likeliest to matter first. */
    public List<Question> foreseeable(Examination message) {
        Set<Question> questions = new LinkedHashSet<>(message.dkim().questions());
        questions.addAll(Dmarc.foreseeable(message.from().domains(), candidateDomains(message), settings.suffixes()));
        questions.addAll(Spf.foreseeable(message.spf()));
        questions.addAll(message.arc().questions());
        questions.addAll(NullMx.questions(message.from().domains()));
        questions.addAll(Iprev.foreseeable(message.trace().clientIp().value()));
        if (message.report() != null) {
            questions.addAll(message.report().questions());
        }
        return List.copyOf(questions);
    }

    /** Those that may come to be authenticated: the sender's, whose record SPF asks for first, and the signers'. */
    private static List<DomainName> candidateDomains(Examination message) {
        Stream<@Nullable DomainName> sender =
                Spf.foreseeable(message.spf()).stream().limit(1).map(Question::name);
        Stream<@Nullable DomainName> signers =
                message.dkim().questions().stream().map(question -> SigningDomain.ofKeyName(question.name()));
        return Stream.concat(sender, signers)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /**
     * The questions that will follow, as far as the answers so far tell.
     *
     * @param known the answer to a question; null: not known yet
     */
    public List<Question> following(Examination message, Function<Question, @Nullable Answer> known) {
        List<Question> questions = new ArrayList<>(Spf.following(message.spf(), known));
        questions.addAll(Iprev.following(message.trace().clientIp().value(), known));
        return questions;
    }

    /** What is found about the message over these answers. */
    public Evidence authenticate(Examination message, Dns dns) {
        int run = message.countRun();
        Consultation consultation = new Consultation(new QuestionLimit(dns, settings.maxQuestions()));
        AsOf asOf = message.asOf();
        boolean wire = message.mail().fidelity() == Mail.Fidelity.WIRE;
        SpfResult spf = Spf.checkMailFrom(message.spf(), consultation);
        SpfResult helo = Spf.checkHelo(message.spf(), consultation);
        List<DkimResult> dkim = AlteredCopy.judge(message.dkim().verify(consultation, asOf, wire), message.stamps());
        ArcResult arc = message.arc().validate(consultation, asOf, wire);
        DmarcResult dmarc = Dmarc.evaluate(
                new DmarcRequest(
                        message.from().domains(),
                        Candidates.of(spf, dkim),
                        Findings.messageId(message.message()),
                        asOf,
                        settings.edition(),
                        settings.suffixes()),
                consultation);
        if (settings.diagnosis() > 0) {
            Effort effort = Effort.ofNanos(settings.diagnosis());
            dkim = message.dkim().diagnose(dkim, consultation, effort.part(arc.isOfMessageSignature() ? 2 : 1));
            arc = message.arc().diagnose(arc, consultation, effort);
        }
        Findings findings = new Findings(message, spf, helo, dkim, arc);
        return findings.evidence(
                dmarc,
                organizationalDomain(message.from(), dmarc),
                NullMx.of(message.from().domains(), consultation, asOf),
                Iprev.check(
                        message.trace().clientIp().value(),
                        NullMx.evaluated(message.from().domains()),
                        consultation,
                        asOf,
                        settings.suffixes()),
                message.report() == null ? null : message.report().judge(consultation, asOf),
                consultation,
                settings.crypto().name(),
                run);
    }

    private @Nullable DomainName organizationalDomain(From from, DmarcResult dmarc) {
        DomainName decided = dmarc.deciding().organizationalDomain();
        if (decided != null || from.domains().isEmpty()) {
            return decided;
        }
        DomainName first = from.domains().get(0);
        return settings.suffixes().organizationalDomain(first).orElse(first);
    }

    /** The verdict where no tenants are told apart, and nothing is known of the sender. */
    public static Verdict judge(Evidence evidence, CompositePolicy policy) {
        return judge(evidence, null, policy, Signals.NONE);
    }

    /**
     * The verdict on the evidence, by what the organisation tells of itself.
     *
     * @param tenant the organisation; null where no tenants are told apart
     */
    public static Verdict judge(Evidence found, @Nullable String tenant, CompositePolicy policy, Signals signals) {
        Evidence evidence = policy.honoursPolicy(found.trace().receivedAt().value()) ? found.honouringPolicy() : found;
        CompositeInput input = input(evidence, signals);
        CompositeResult composite = CompositeAuthentication.combine(input, policy);
        return new Verdict(
                evidence,
                tenant,
                signals,
                composite,
                policy.version(),
                policy.overrides().of(input),
                StampedEvidence.of(input, evidence.organizationalDomain(), evidence.stamps(), evidence.sealed())
                        .map(stamped -> CompositeAuthentication.combine(stamped, policy))
                        .orElse(null),
                AuthenticationResultsWriter.write(Stamping.stamp(
                        Dialect.MICROSOFT_2022,
                        null,
                        evidence.from(),
                        stampedSpf(evidence),
                        evidence.trace().clientIp().value(),
                        evidence.dkim(),
                        evidence.dmarc(),
                        composite)),
                drift(evidence, composite));
    }

    private static CompositeInput input(Evidence evidence, Signals signals) {
        return new CompositeInput(
                evidence.from(),
                evidence.trace().clientIp().value(),
                evidence.trace().receivedAt().value(),
                evidence.spf(),
                evidence.dkim(),
                Vouchers.of(evidence.arc(), evidence.organizationalDomain()),
                Vouchers.open(evidence.arc(), evidence.organizationalDomain()),
                evidence.dmarc(),
                evidence.iprev(),
                evidence.report(),
                evidence.trace().skipped(),
                signals,
                false);
    }

    private static List<Drift> drift(Evidence evidence, @Nullable CompositeResult composite) {
        return Drifts.of(
                evidence.stamps(),
                new OwnResults(
                        evidence.trace().clientIp().value(),
                        evidence.spf(),
                        evidence.helo(),
                        evidence.dkim(),
                        evidence.arc(),
                        evidence.dmarc(),
                        composite,
                        evidence::outcome));
    }

    private static SpfResult stampedSpf(Evidence evidence) {
        String mailFrom = evidence.trace().mailFrom().value();
        boolean nullSender = mailFrom != null && mailFrom.isEmpty();
        return nullSender ? evidence.spf().as(SpfIdentity.HELO) : evidence.spf();
    }
}
