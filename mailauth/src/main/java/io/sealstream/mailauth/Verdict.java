package io.sealstream.mailauth;

import io.sealstream.mailauth.authres.Drift;
import io.sealstream.mailauth.compauth.AppliedOverride;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.compauth.Signals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The explained verdict of one message for one tenant.
 *
 * @param tenant whose policy it was judged by; null where no tenants are told apart
 * @param signals what keyed state knew of the sender
 * @param compauth null where the message has no usable From: there is no composite authentication then
 * @param policyVersion of the {@link io.sealstream.mailauth.compauth.CompositePolicy} it was judged by
 * @param override what an entry of the tenant does to the message, beside composite authentication; null: none
 * @param rederived composite authentication by the same policy over what the receiver stamped; null where it stamped no DMARC result
 * @param authenticationResults the stamp that a receiver would write
 * @param drift each point where ours differs from what the receiver stamped; empty too where it stamped nothing
 */
public record Verdict(
        Evidence evidence,
        @Nullable String tenant,
        Signals signals,
        @Nullable CompositeResult compauth,
        String policyVersion,
        @Nullable AppliedOverride override,
        @Nullable CompositeResult rederived,
        String authenticationResults,
        List<Drift> drift) {}
