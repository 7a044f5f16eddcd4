package io.sealstream.mailauth.compauth;

import static io.sealstream.mailauth.compauth.CompositeResult.Known.DOCUMENTED;
import static io.sealstream.mailauth.compauth.CompositeResult.Known.OBSERVED;
import static io.sealstream.mailauth.compauth.CompositeResult.Known.OURS;
import static io.sealstream.mailauth.compauth.CompositeStatus.FAIL;
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
    private static final List<Rule> RULES = List.of(
            rule("dmarc-pass", (in, policy) -> in.dmarcStatus() == DmarcStatus.PASS, PASS, "100", DOCUMENTED),
            rule("best-guess", (in, policy) -> in.dmarcStatus() == DmarcStatus.BESTGUESSPASS, PASS, "109", DOCUMENTED),
            rule("aligned-despite-error", (in, policy) -> isDmarcError(in) && in.isAligned(), PASS, "111", OBSERVED),
            // From here on a rule speaks against the sender, so every witness that could have spoken for him must be
            // heard.
            rule("witness-missing", (in, policy) -> in.isWitnessMissing(), UNDETERMINED, null, OURS),
            rule(
                    "dmarc-fail-self",
                    (in, policy) -> isEnforcedFail(in) && in.isFromAccepted(policy),
                    FAIL,
                    "010",
                    DOCUMENTED),
            rule("dmarc-fail", (in, policy) -> isEnforcedFail(in), FAIL, "000", DOCUMENTED),
            rule("implicit-fail-self", (in, policy) -> in.isFromAccepted(policy), FAIL, "601", DOCUMENTED),
            rule("implicit-fail", (in, policy) -> true, FAIL, "001", DOCUMENTED));

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

    private static boolean isDmarcError(CompositeInput input) {
        return input.dmarcStatus() == DmarcStatus.TEMPERROR || input.dmarcStatus() == DmarcStatus.PERMERROR;
    }

    private static boolean isEnforcedFail(CompositeInput input) {
        return input.dmarcStatus() == DmarcStatus.FAIL && input.isEnforced();
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
