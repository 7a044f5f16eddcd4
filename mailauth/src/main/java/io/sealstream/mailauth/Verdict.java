package io.sealstream.mailauth;

import io.sealstream.mailauth.authres.Drift;
import io.sealstream.mailauth.compauth.CompositeResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The explained verdict of one message.
 *
 * @param compauth null where the message has no usable From: there is no composite authentication then
 * @param policyVersion of the {@link io.sealstream.mailauth.compauth.CompositePolicy} it was judged by
 * @param authenticationResults the stamp that a receiver would write
 * @param drift each point where ours differs from what the receiver stamped; empty too where it stamped nothing
 */
public record Verdict(
        Evidence evidence,
        @Nullable CompositeResult compauth,
        String policyVersion,
        String authenticationResults,
        List<Drift> drift) {}
