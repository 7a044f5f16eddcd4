package io.sealstream.job.config;

import io.sealstream.functions.authenticate.AuthenticationFactory;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.AuthenticationSettings;
import io.sealstream.mailauth.diagnosis.Effort;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.received.Boundary;
import io.sealstream.mailauth.received.SkipListing;
import java.time.Duration;
import java.util.List;

/**
 * How mail is authenticated, as plain values that travel with the job.
 *
 * @param receiver the boundary, as {@link Boundary#parse} reads it
 * @param freshness how far the sighting of a DNS answer may lie from the receipt and still count
 * @param diagnose whether it is looked for how failed signatures broke
 * @param skipListing hops before the receiver that are passed over: {@code last}, or networks
 */
public record AuthenticationConfig(
        String receiver,
        List<String> skipListing,
        Duration freshness,
        int maxSignatures,
        int maxQuestions,
        boolean diagnose)
        implements AuthenticationFactory {
    static AuthenticationConfig read(Section section) throws ConfigException {
        String receiver = section.text("receiver", Boundary.NONE.toString());
        if (Boundary.parse(receiver).isEmpty()) {
            throw section.wrong("receiver", "none, auto, microsoft365, google or a host pattern", receiver);
        }
        List<String> skipListing = section.list("skip-listing");
        if (SkipListing.parse(skipListing).isEmpty()) {
            throw section.wrong("skip-listing", "last, or networks such as 192.0.2.0/24", skipListing.toString());
        }
        return new AuthenticationConfig(
                receiver,
                skipListing,
                section.duration("freshness", Observation.DEFAULT_FRESHNESS),
                section.number("max-signatures", AuthenticationSettings.MAX_SIGNATURES, 1, 1000),
                section.number("max-questions", AuthenticationSettings.MAX_QUESTIONS, 1, 10_000),
                section.flag("diagnose", false));
    }

    @Override
    public Authentication create() {
        AuthenticationSettings defaults = AuthenticationSettings.defaults();
        return new Authentication(new AuthenticationSettings(
                Boundary.parse(receiver).orElse(Boundary.NONE),
                SkipListing.parse(skipListing).orElse(SkipListing.NONE),
                defaults.told(),
                freshness,
                defaults.edition(),
                maxSignatures,
                maxQuestions,
                diagnose ? Effort.DEFAULT_NANOS : 0,
                defaults.crypto(),
                defaults.suffixes()));
    }
}
