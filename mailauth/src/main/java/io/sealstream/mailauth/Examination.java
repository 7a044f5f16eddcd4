package io.sealstream.mailauth;

import io.sealstream.mailauth.arc.ArcExamination;
import io.sealstream.mailauth.authres.Stamp;
import io.sealstream.mailauth.dkim.DkimExamination;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dsn.DsnExamination;
import io.sealstream.mailauth.message.From;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.received.Trace;
import io.sealstream.mailauth.spf.SpfRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message taken apart as far as it can be without DNS, and the memo of its hashes and signature checks: what makes a re-run
 * of the core cheap. Never serialized. Used by one thread at a time.
 */
public final class Examination {
    private final Mail mail;
    private final Message message;
    private final Trace trace;
    private final AsOf asOf;
    private final From from;
    private final List<Stamp> stamps;
    private final @Nullable Stamp sealed;
    private final @Nullable DsnExamination report;
    private final SpfRequest spf;
    private final DkimExamination dkim;
    private final ArcExamination arc;
    private int runs;

    Examination(
            Mail mail,
            Message message,
            Trace trace,
            AsOf asOf,
            From from,
            List<Stamp> stamps,
            @Nullable Stamp sealed,
            @Nullable DsnExamination report,
            SpfRequest spf,
            DkimExamination dkim,
            ArcExamination arc) {
        this.mail = mail;
        this.message = message;
        this.trace = trace;
        this.asOf = asOf;
        this.from = from;
        this.stamps = stamps;
        this.sealed = sealed;
        this.report = report;
        this.spf = spf;
        this.dkim = dkim;
        this.arc = arc;
    }

    /** Computes the hashes that verification will need; worth doing while answers are awaited. */
    public void hash() {
        dkim.hash();
        arc.hash();
    }

    public Mail mail() {
        return mail;
    }

    public Message message() {
        return message;
    }

    public Trace trace() {
        return trace;
    }

    /** The time that DNS answers have to speak for. */
    public AsOf asOf() {
        return asOf;
    }

    public From from() {
        return from;
    }

    /** The Authentication-Results fields of the message, the trusted ones first. */
    public List<Stamp> stamps() {
        return stamps;
    }

    /** The topmost ARC-Authentication-Results field that the receiver wrote; null: none. */
    @Nullable
    Stamp sealed() {
        return sealed;
    }

    /** Null: the message is no delivery status notification. */
    @Nullable
    DsnExamination report() {
        return report;
    }

    SpfRequest spf() {
        return spf;
    }

    DkimExamination dkim() {
        return dkim;
    }

    ArcExamination arc() {
        return arc;
    }

    int countRun() {
        return ++runs;
    }
}
