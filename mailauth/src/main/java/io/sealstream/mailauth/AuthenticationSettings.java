package io.sealstream.mailauth;

import io.sealstream.mailauth.diagnosis.Effort;
import io.sealstream.mailauth.dmarc.DmarcEdition;
import io.sealstream.mailauth.dmarc.PublicSuffixList;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.received.Boundary;
import io.sealstream.mailauth.received.SkipListing;
import io.sealstream.mailauth.signature.CryptoProvider;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an authentication is told beside the mail.
 *
 * @param boundary whose word on the message's arrival counts
 * @param skipListing which hops before the receiver are passed over
 * @param told what the operator says of every message's arrival; it wins over envelope and header
 * @param freshness how far a sighting of an answer may lie from the receipt and still count
 * @param edition the DMARC text that decides; null: the one in force at the receipt
 * @param maxSignatures how many DKIM signatures of a message are verified
 * @param maxQuestions how many distinct questions a message may ask; beyond, answers are failed
 * @param diagnosis what may be spent on finding how the failed signatures of a message broke, in nanoseconds as {@link Effort}
 *     counts them; 0: nothing
 */
public record AuthenticationSettings(
        Boundary boundary,
        SkipListing skipListing,
        Told told,
        Duration freshness,
        @Nullable DmarcEdition edition,
        int maxSignatures,
        int maxQuestions,
        long diagnosis,
        CryptoProvider crypto,
        PublicSuffixList suffixes) {
    public static final int MAX_SIGNATURES = 10;
    public static final int MAX_QUESTIONS = 100;

    /** The defaults: no boundary, nothing told. */
    public static AuthenticationSettings defaults() {
        return new AuthenticationSettings(
                Boundary.NONE,
                SkipListing.NONE,
                Told.NOTHING,
                Observation.DEFAULT_FRESHNESS,
                null,
                MAX_SIGNATURES,
                MAX_QUESTIONS,
                0,
                CryptoProvider.detect(),
                PublicSuffixList.bundled());
    }

    public AuthenticationSettings with(Boundary receiver) {
        return new AuthenticationSettings(
                receiver,
                skipListing,
                told,
                freshness,
                edition,
                maxSignatures,
                maxQuestions,
                diagnosis,
                crypto,
                suffixes);
    }

    public AuthenticationSettings with(SkipListing hops) {
        return new AuthenticationSettings(
                boundary, hops, told, freshness, edition, maxSignatures, maxQuestions, diagnosis, crypto, suffixes);
    }

    public AuthenticationSettings with(Told operator) {
        return new AuthenticationSettings(
                boundary,
                skipListing,
                operator,
                freshness,
                edition,
                maxSignatures,
                maxQuestions,
                diagnosis,
                crypto,
                suffixes);
    }

    public AuthenticationSettings with(CryptoProvider provider) {
        return new AuthenticationSettings(
                boundary,
                skipListing,
                told,
                freshness,
                edition,
                maxSignatures,
                maxQuestions,
                diagnosis,
                provider,
                suffixes);
    }

    /** With the default budget for finding how signatures broke. */
    public AuthenticationSettings withDiagnosis() {
        return new AuthenticationSettings(
                boundary,
                skipListing,
                told,
                freshness,
                edition,
                maxSignatures,
                maxQuestions,
                Effort.DEFAULT_NANOS,
                crypto,
                suffixes);
    }

    /** What the operator says of every message; null: says nothing. */
    public record Told(
            @Nullable IpAddress clientIp,
            @Nullable String helo,
            @Nullable String mailFrom,
            @Nullable Instant receivedAt) {
        public static final Told NOTHING = new Told(null, null, null, null);
    }
}
