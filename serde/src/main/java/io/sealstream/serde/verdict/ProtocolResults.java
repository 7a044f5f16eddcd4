package io.sealstream.serde.verdict;

import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.arc.ArcResult.ArcSet;
import io.sealstream.mailauth.diagnosis.Repair;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;
import io.sealstream.mailauth.dsn.DeliveryReport;
import io.sealstream.mailauth.iprev.IprevResult;
import io.sealstream.mailauth.spf.SpfIdentity;
import io.sealstream.mailauth.spf.SpfResult;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each protocol says. */
final class ProtocolResults {
    private final JsonFields json;

    ProtocolResults(JsonFields json) {
        this.json = json;
    }

    void writeSpf(SpfResult spf, SpfResult helo) throws IOException {
        json.object("spf", () -> {
            writeSpf("spf", spf);
            json.object("helo", () -> writeSpf("spf.helo", helo));
        });
    }

    private void writeSpf(String path, SpfResult spf) throws IOException {
        json.constant("result", spf.status());
        json.plain("identity", spf.identity() == SpfIdentity.HELO ? "helo" : "mailfrom"); // RFC 8601 §2.7.2
        json.domain("domain", spf.domain());
        json.constant("reason", spf.reason());
        json.texts(path + ".path", spf.path());
        json.optional("problem", spf.problem());
        json.number("lookups", spf.lookups());
        json.number("voidLookups", spf.voidLookups());
        json.optional("ifUnchanged", spf.ifUnchanged());
        json.optional("explanation", spf.explanation());
    }

    void writeIprev(IprevResult iprev) throws IOException {
        json.object("iprev", () -> {
            json.constant("result", iprev.status());
            json.domain("name", iprev.name());
            json.domain("organizational", iprev.organizationalDomain());
            json.texts("iprev.claimed", iprev.claimed());
            if (iprev.exchangeAligned() == null) {
                json.none("exchangeAligned");
            } else {
                json.flag("exchangeAligned", iprev.exchangeAligned());
            }
        });
    }

    void writeReport(@Nullable DeliveryReport report) throws IOException {
        if (report != null) {
            json.object("deliveryReport", () -> {
                json.texts("deliveryReport.about", report.about());
                json.texts("deliveryReport.open", report.open());
            });
        }
    }

    void writeDkim(List<DkimResult> signatures) throws IOException {
        json.list("dkim", signatures, signature -> json.object(() -> writeDkim(signature)));
    }

    private void writeDkim(DkimResult dkim) throws IOException {
        json.constant("result", dkim.status());
        json.constant("reason", dkim.reason());
        json.number("field", dkim.field());
        json.domain("domain", dkim.domain());
        json.text("selector", dkim.selector());
        json.text("auid", dkim.auid());
        json.text("algorithm", dkim.algorithm());
        json.text("canonicalization", dkim.canonicalization());
        json.number("keyBits", dkim.keyBits());
        json.constant("bodyHash", dkim.bodyHash());
        json.constant("signature", dkim.signature());
        json.number("unsignedBytes", dkim.unsignedBytes());
        json.optional("signedAt", dkim.signedAt());
        json.optional("expiresAt", dkim.expiresAt());
        json.constants("flags", dkim.flags());
        if (!dkim.keyGap().isZero()) {
            json.number("keyGapSeconds", dkim.keyGap().toSeconds());
        }
        json.optional("wouldBe", dkim.wouldBe());
        json.text("signatureData", dkim.signatureData());
        writeRepairs("dkim.repaired", dkim.repaired());
    }

    /** Nothing where there are none. */
    private void writeRepairs(String path, List<Repair> repairs) throws IOException {
        if (!repairs.isEmpty()) {
            json.list(
                    path,
                    repairs,
                    repair -> json.object(() -> {
                        json.constant("kind", repair.kind());
                        json.constant("proof", repair.proof());
                        json.optional("field", repair.field());
                        if (repair.octets() > 0) {
                            json.number("octets", repair.octets());
                        }
                        json.optional("before", repair.before());
                        json.optional("after", repair.after());
                    }));
        }
    }

    void writeArc(@Nullable ArcResult arc) throws IOException {
        if (arc == null) {
            return;
        }
        json.object("arc", () -> {
            json.constant("result", arc.status());
            json.constant("reason", arc.reason());
            if (arc.problem() > 0) {
                json.number("problem", arc.problem());
            }
            json.number("instances", arc.instances());
            json.number("oldestPass", arc.oldestPass());
            json.texts(
                    "arc.sealers",
                    arc.sets().stream()
                            .map(ArcSet::sealDomain)
                            .filter(Objects::nonNull)
                            .distinct()
                            .toList());
            json.list("arc.sets", arc.sets(), set -> json.object(() -> writeSet(set)));
            writeRepairs("arc.repaired", arc.repaired());
        });
    }

    private void writeSet(ArcSet set) throws IOException {
        json.number("instance", set.instance());
        json.domain("sealDomain", set.sealDomain());
        json.text("sealSelector", set.sealSelector());
        json.domain("signatureDomain", set.signatureDomain());
        json.text("chainValidation", set.chainValidation());
        json.text("authenticationResults", set.authenticationResults());
    }

    void writeDmarc(DmarcResult dmarc) throws IOException {
        Evaluation deciding = dmarc.deciding();
        json.object("dmarc", () -> {
            json.constant("result", deciding.status());
            json.constant("reason", deciding.reason());
            json.constant("edition", dmarc.edition());
            json.constant("policy", deciding.policy());
            json.text("action", dmarc.action());
            json.object("aligned", () -> {
                json.flag("spf", deciding.alignedSpf() != null);
                json.flag("dkim", deciding.alignedDkim() != null);
            });
            json.object("rfc9989", () -> writeEvaluation("dmarc.rfc9989", dmarc.rfc9989()));
            json.object("rfc7489", () -> writeEvaluation("dmarc.rfc7489", dmarc.rfc7489()));
            json.flag("differs", dmarc.differs());
            if (!dmarc.others().isEmpty()) {
                json.list(
                        "dmarc.others",
                        dmarc.others(),
                        other -> json.object(() -> writeEvaluation("dmarc.others", other)));
            }
        });
    }

    private void writeEvaluation(String path, Evaluation evaluation) throws IOException {
        json.constant("result", evaluation.status());
        json.constant("reason", evaluation.reason());
        json.domain("fromDomain", evaluation.fromDomain());
        json.domain("organizationalDomain", evaluation.organizationalDomain());
        json.domain("policyDomain", evaluation.policyDomain());
        json.constant("policy", evaluation.policy());
        json.constant("spfAlignment", evaluation.spfAlignment());
        json.constant("dkimAlignment", evaluation.dkimAlignment());
        json.number("percent", evaluation.percent());
        json.flag("sampledOut", evaluation.sampledOut());
        json.domain("alignedSpf", evaluation.alignedSpf());
        json.domain("alignedDkim", evaluation.alignedDkim());
        json.text("record", evaluation.record());
        json.optional("ifUnchanged", evaluation.ifUnchanged());
        json.texts(path + ".queried", evaluation.queried());
    }
}
