package io.sealstream.functions.signals;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dmarc.DmarcEdition;
import io.sealstream.mailauth.dmarc.DmarcPolicy;
import io.sealstream.mailauth.dmarc.DmarcReason;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dmarc.DmarcResult.Alignment;
import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.iprev.IprevResult;
import io.sealstream.mailauth.iprev.IprevStatus;
import io.sealstream.mailauth.message.From;
import io.sealstream.mailauth.message.LineEndings;
import io.sealstream.mailauth.received.ReceiptTime;
import io.sealstream.mailauth.received.Trace;
import io.sealstream.mailauth.received.Traced;
import io.sealstream.mailauth.received.Traced.Origin;
import io.sealstream.mailauth.spf.SpfIdentity;
import io.sealstream.mailauth.spf.SpfReason;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import io.sealstream.serde.TenantEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message of fabrikam.com for tests, at noon of a day.
 *
 * @param day after {@link #FIRST_DAY}
 * @param signature {@code b=} of a verified signature of the domain; null: it is not signed
 */
record Letter(
        String domain,
        @Nullable String infrastructure,
        long day,
        DmarcStatus dmarc,
        List<String> recipients,
        @Nullable String signature,
        @Nullable Instant expires,
        DkimStatus dkim,
        @Nullable String listId,
        @Nullable String spfDomain) {
    /** 2026-01-01. */
    static final long FIRST_DAY = 20_454;

    static Letter on(long day) {
        return new Letter(
                "fabrikam.com",
                "fabrikam.com",
                day,
                DmarcStatus.PASS,
                List.of("someone@contoso.com"),
                null,
                null,
                DkimStatus.PASS,
                null,
                null);
    }

    Letter of(String other) {
        return new Letter(other, infrastructure, day, dmarc, recipients, signature, expires, dkim, listId, spfDomain);
    }

    Letter day(long other) {
        return new Letter(
                domain, infrastructure, other, dmarc, recipients, signature, expires, dkim, listId, spfDomain);
    }

    Letter from(@Nullable String other) {
        return new Letter(domain, other, day, dmarc, recipients, signature, expires, dkim, listId, spfDomain);
    }

    Letter dmarc(DmarcStatus other) {
        return new Letter(domain, infrastructure, day, other, recipients, signature, expires, dkim, listId, spfDomain);
    }

    Letter to(String... others) {
        return new Letter(
                domain, infrastructure, day, dmarc, List.of(others), signature, expires, dkim, listId, spfDomain);
    }

    Letter signed(String b) {
        return new Letter(domain, infrastructure, day, dmarc, recipients, b, expires, dkim, listId, spfDomain);
    }

    Letter expires(long otherDay) {
        Instant end = Instant.ofEpochMilli(Days.start(FIRST_DAY + otherDay));
        return new Letter(domain, infrastructure, day, dmarc, recipients, signature, end, dkim, listId, spfDomain);
    }

    Letter dkim(DkimStatus other) {
        return new Letter(domain, infrastructure, day, dmarc, recipients, signature, expires, other, listId, spfDomain);
    }

    /** @param spf the domain for which SPF passes */
    Letter list(String id, String spf) {
        return new Letter(domain, infrastructure, day, dmarc, recipients, signature, expires, dkim, id, spf);
    }

    long at() {
        return Days.start(FIRST_DAY + day) + Duration.ofHours(12).toMillis();
    }

    TenantEvidence message() {
        return new TenantEvidence(null, evidence(DomainName.of(domain)), Signals.NONE);
    }

    private Evidence evidence(DomainName from) {
        DomainName host = infrastructure == null ? null : DomainName.of(infrastructure);
        return new Evidence(
                "mail.raw/0/" + day,
                new Mail.Origin("mail.raw", 0, day, at()),
                new Evidence.MessageFacts(null, null, null, listId, 1_000),
                new Evidence.Copy(Mail.Fidelity.WIRE, LineEndings.CRLF),
                new Trace(
                        Traced.unknown(),
                        Traced.unknown(),
                        Traced.unknown(),
                        ReceiptTime.of(Instant.ofEpochMilli(at()), Origin.ENVELOPE),
                        -1,
                        0,
                        0,
                        null),
                recipients,
                new From(List.of(from), List.of("a@" + domain), true, Set.of()),
                from,
                false,
                new IprevResult(
                        host == null ? IprevStatus.NOT_EVALUABLE : IprevStatus.PASS, host, host, List.of(), false),
                null,
                SpfResult.of(
                        spfDomain == null ? SpfStatus.NONE : SpfStatus.PASS,
                        SpfReason.MATCHED,
                        SpfIdentity.MAIL_FROM,
                        spfDomain == null ? null : DomainName.of(spfDomain)),
                SpfResult.of(SpfStatus.NONE, SpfReason.NO_RECORD, SpfIdentity.HELO, null),
                signature == null ? List.of() : List.of(dkim(from, signature)),
                null,
                dmarcResult(from),
                List.of(),
                null,
                Set.of(),
                List.of(),
                new Evidence.Processing(1, "JDK", 1));
    }

    private DkimResult dkim(DomainName signer, String b) {
        return new DkimResult(
                dkim,
                DkimReason.VERIFIED,
                0,
                signer,
                "s1",
                "@" + signer,
                "rsa-sha256",
                "relaxed/relaxed",
                2_048,
                DkimResult.Check.MATCH,
                DkimResult.Check.MATCH,
                0,
                null,
                expires,
                Set.of(),
                Duration.ZERO,
                null,
                b,
                List.of());
    }

    private DmarcResult dmarcResult(DomainName from) {
        Evaluation evaluation = new Evaluation(
                dmarc,
                DmarcReason.ALIGNED_DKIM,
                from,
                from,
                from,
                DmarcPolicy.REJECT,
                Alignment.RELAXED,
                Alignment.RELAXED,
                100,
                false,
                null,
                null,
                null,
                null,
                List.of());
        return new DmarcResult(DmarcEdition.RFC9989, evaluation, evaluation, "none");
    }
}
