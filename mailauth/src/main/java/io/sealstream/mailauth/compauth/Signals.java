package io.sealstream.mailauth.compauth;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What keyed state knew of the sender when the message came: implicit signals. Each is a value with the evidence that it rests on,
 * of the days before the message's and of what came before it on its own day. A signal that nothing is known for is null: no
 * opinion.
 *
 * @param findings what the values amount to by the thresholds of the state that gave them
 */
public record Signals(
        @Nullable History history,
        @Nullable Contact contact,
        @Nullable Burst burst,
        @Nullable Replay replay,
        @Nullable Reputation reputation,
        Set<Finding> findings) {
    public static final Signals NONE = new Signals(null, null, null, null, null, Set.of());

    /** What signals amount to. */
    public enum Finding {
        /** The domain has a history of authenticated mail from this infrastructure (701). */
        GOOD_HISTORY,
        /** A domain with a history sends from an infrastructure that it has not been seen to send from. */
        NEW_INFRASTRUCTURE,
        /** The recipient has had authenticated mail of this domain (501). */
        KNOWN_CONTACT,
        /** None of the recipients has had authenticated mail of this domain, and the message is no list's. */
        FIRST_CONTACT,
        /** Many more messages of the domain in this day than in its days before. */
        BURST,
        /** Much more mail of the domain fails in this day than in its days before, and from where none of its own ever came. */
        SPOOF_CAMPAIGN,
        /** One signature, from several infrastructures, to many recipients. */
        DKIM_REPLAY,
        /** Nearly all of what this infrastructure sent is authenticated, or analysts called it legitimate. */
        GOOD_REPUTATION,
        /** Analysts called mail of this infrastructure malicious, or nearly all of what it sent failed to authenticate. */
        BAD_REPUTATION
    }

    /**
     * Mail of the From domain's organization from the message's infrastructure.
     *
     * @param infrastructure see {@link SendingInfrastructure}
     * @param firstSeen the first day with mail from it; null: this is the first
     * @param days on how many days before the message's authenticated mail came from it
     * @param messages how many
     * @param authenticated how many of these passed DMARC, or would pass
     * @param domainFirstSeen the first day with mail of the domain, from anywhere; null: this is the first
     * @param infrastructures how many infrastructures the domain has sent from
     * @param legitimate messages that analysts called legitimate
     * @param malicious messages that analysts called malicious
     */
    public record History(
            String infrastructure,
            @Nullable LocalDate firstSeen,
            int days,
            long messages,
            long authenticated,
            @Nullable LocalDate domainFirstSeen,
            int infrastructures,
            long legitimate,
            long malicious) {}

    /**
     * Mail of the From domain's organization to the recipients of the message.
     *
     * @param known how many of the recipients have had authenticated mail of it
     * @param unknown how many have not; of whom it cannot be told is in neither
     * @param lastSeen the last day on which one of them had; null: none had
     */
    public record Contact(int known, int unknown, @Nullable LocalDate lastSeen) {}

    /**
     * Messages of the From domain's organization in a day.
     *
     * @param today on the message's day so far, itself included
     * @param usual the mean of the days before on which there were any, rounded up; 0: there were none
     */
    public record Burst(long today, long usual) {}

    /**
     * Copies of the message's signature ({@code d=}, {@code s=}, {@code b=}), itself included; null where all came from one
     * infrastructure.
     *
     * @param signer {@code d=}
     * @param infrastructures from how many, at most the number that is kept
     * @param recipients to how many, at most the number that is kept
     */
    public record Replay(String signer, int infrastructures, int recipients) {}

    /**
     * What the infrastructure sent, for whatever From domain.
     *
     * @param messages how many
     * @param authenticated how many of these passed DMARC, or would pass
     * @param legitimate messages that analysts called legitimate
     * @param malicious messages that analysts called malicious
     */
    public record Reputation(
            String infrastructure, long messages, long authenticated, long legitimate, long malicious) {}

    public boolean has(Finding finding) {
        return findings.contains(finding);
    }
}
