package io.sealstream.job.config;

import io.sealstream.functions.authenticate.AuthenticationFactory;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.AuthenticationSettings;
import io.sealstream.mailauth.diagnosis.Effort;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.received.Boundary;
import java.time.Duration;

/**
 * How mail is authenticated, as plain values that travel with the job.
 *
 * @param receiver the boundary, as {@link Boundary#parse} reads it
 * @param freshness how far the sighting of a DNS answer may lie from the receipt and still count
 * @param diagnose whether it is looked for how failed signatures broke
 * @param honourDmarc whether {@code p=reject} is carried out
 */
public record AuthenticationConfig(
        String receiver, Duration freshness, int maxSignatures, int maxQuestions, boolean diagnose, boolean honourDmarc)
        implements AuthenticationFactory {
    static AuthenticationConfig read(Section section, boolean honourDmarc) throws ConfigException {
        String receiver = section.text("receiver", Boundary.NONE.toString());
        if (Boundary.parse(receiver).isEmpty()) {
            throw section.wrong("receiver", "none, auto, microsoft365, google or a host pattern", receiver);
        }
        return new AuthenticationConfig(
                receiver,
                section.duration("freshness", Observation.DEFAULT_FRESHNESS),
                section.number("max-signatures", AuthenticationSettings.MAX_SIGNATURES, 1, 1000),
                section.number("max-questions", AuthenticationSettings.MAX_QUESTIONS, 1, 10_000),
                section.flag("diagnose", false),
                honourDmarc);
    }

    @Override
    public Authentication create() {
        AuthenticationSettings defaults = AuthenticationSettings.defaults();
        return new Authentication(new AuthenticationSettings(
                Boundary.parse(receiver).orElse(Boundary.NONE),
                defaults.told(),
                freshness,
                defaults.edition(),
                maxSignatures,
                maxQuestions,
                diagnose ? Effort.DEFAULT_NANOS : 0,
                honourDmarc,
                defaults.crypto(),
                defaults.suffixes()));
    }
}
