package io.sealstream.mailauth.compauth;

import static io.sealstream.mailauth.compauth.CompositeResult.Known.DOCUMENTED;
import static io.sealstream.mailauth.compauth.CompositeResult.Known.OBSERVED;
import static io.sealstream.mailauth.compauth.CompositeResult.Known.OURS;
import static io.sealstream.mailauth.compauth.CompositeStatus.FAIL;
import static io.sealstream.mailauth.compauth.CompositeStatus.NONE;
import static io.sealstream.mailauth.compauth.CompositeStatus.PASS;
import static io.sealstream.mailauth.compauth.CompositeStatus.UNDETERMINED;

import io.sealstream.mailauth.compauth.CompositeResult.Known;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Composite authentication: one verdict on the From domain. Microsoft 365 documents the values and their reasons, but no order;
 * this order agrees with the documents and with stamps seen in mail. The first rule whose condition holds decides.
 */
public final class CompositeAuthentication {
    // spotless:off
    private static final List<Rule> RULES = List.of(
            rule("dmarc-pass",            (in, tenant) -> in.dmarcStatus() == DmarcStatus.PASS,                  PASS, "100", DOCUMENTED),
            rule("best-guess",            (in, tenant) -> in.dmarcStatus() == DmarcStatus.BESTGUESSPASS,         PASS, "109", DOCUMENTED),
            rule("blocked-pair-open",     (in, tenant) -> in.isBlocked(tenant) && in.isWitnessMissing(tenant),   UNDETERMINED, null, OURS),
            rule("blocked-pair",          (in, tenant) -> in.isBlocked(tenant),                                  FAIL, "002", DOCUMENTED),
            rule("trusted-sealer",        (in, tenant) -> in.isVouchedFor(tenant),                               PASS, "130", DOCUMENTED),
            rule("aligned-despite-error", (in, tenant) -> in.isDmarcError() && in.isAligned(),                   PASS, "111", OBSERVED),
            rule("same-organisation",     (in, tenant) -> in.isOfSameOrganisation(tenant),                       PASS, "115", DOCUMENTED),
            rule("modifying-hop",         (in, tenant) -> in.isModifiedByKnownHop(tenant),                       PASS, "108", DOCUMENTED),

            // From here on a rule speaks against the sender, so every witness that could have spoken for him must be heard.
            rule("witness-missing",       (in, tenant) -> in.isWitnessMissing(tenant),                                 UNDETERMINED, null, OURS),
            rule("mx-elsewhere",          (in, tenant) -> in.isEnforcedFail() && isRoutedAround(in, tenant),     NONE, "905", DOCUMENTED),
            rule("report-to-contact",     (in, tenant) -> in.isEnforcedFail() && in.isReportToKnownContact(tenant), NONE, "501", OURS),
            rule("report-about-own-mail", (in, tenant) -> in.isEnforcedFail() && in.isReportAboutOwnMail(tenant), NONE, "502", OURS),
            rule("good-history",          (in, tenant) -> in.isEnforcedFail() && in.hasGoodHistory(tenant),      PASS, "701", OURS),
            rule("dmarc-fail-self",       (in, tenant) -> in.isEnforcedFail() && in.isFromAccepted(tenant),      FAIL, "010", DOCUMENTED),
            rule("dmarc-fail",            (in, tenant) -> in.isEnforcedFail(),                                   FAIL, "000", DOCUMENTED),
            rule("host-aligned",          (in, tenant) -> in.isHostAligned(),                                    PASS, "104", DOCUMENTED),
            rule("exchange-aligned",      (in, tenant) -> in.isExchangeAligned(),                                PASS, "116", DOCUMENTED),
            rule("host-missing",          (in, tenant) -> in.isHostOpen(),                                       UNDETERMINED, null, OURS),
            rule("implicit-fail-self",    (in, tenant) -> in.isFromAccepted(tenant),                             FAIL, "601", DOCUMENTED),
            rule("implicit-fail",         (in, tenant) -> true,                                                  FAIL, "001", DOCUMENTED));
    // spotless:on

    private CompositeAuthentication() {}

    /** The verdict; null where the message has no usable From: nothing is stamped then. */
    public static @Nullable CompositeResult combine(CompositeInput input, CompositePolicy policy) {
        if (!input.hasFrom()) {
            return null;
        }
        Rule rule = RULES.stream()
                .filter(row -> row.when().test(input, policy))
                .findFirst()
                .orElseThrow();
        return new CompositeResult(rule.status(), rule.reason(), rule.id(), rule.known(), Because.of(input, policy));
    }

    private static boolean isRoutedAround(CompositeInput in, CompositePolicy tenant) {
        return tenant.mxElsewhere() && in.skipped() == 0;
    }

    private static Rule rule(
            String id,
            BiPredicate<CompositeInput, CompositePolicy> when,
            CompositeStatus status,
            @Nullable String reason,
            Known known) {
        return new Rule(id, when, status, reason, known);
    }

    private record Rule(
            String id,
            BiPredicate<CompositeInput, CompositePolicy> when,
            CompositeStatus status,
            @Nullable String reason,
            Known known) {}
}
