package io.sealstream.functions.signals;

import io.sealstream.functions.signals.DayCounts.Sum;
import io.sealstream.functions.signals.Sighting.Outcome;
import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.mailauth.compauth.Signals.Burst;
import io.sealstream.mailauth.compauth.Signals.Contact;
import io.sealstream.mailauth.compauth.Signals.Finding;
import io.sealstream.mailauth.compauth.Signals.History;
import io.sealstream.mailauth.compauth.Signals.Replay;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a sender's state amounts to for one message. The thresholds are ours; {@code docs/signals.md} gives the reasons.
 *
 * @param domain the sender's mail as of the message, from anywhere
 * @param here its mail from the message's infrastructure
 * @param infrastructures how many are known
 * @param isWhole whether no infrastructure can have been dropped
 */
record SenderFindings(Sighting message, Sum domain, Sum here, int infrastructures, boolean isWhole) {
    static final int GOOD_DAYS = 3;
    static final int GOOD_MESSAGES = 10;
    static final int GOOD_PERCENT = 95;

    static final int OLD_DAYS = 30;

    static final int BURST_DAYS = 7;
    static final int BURST_MESSAGES = 100;
    static final int BURST_FACTOR = 10;

    static final int CAMPAIGN_MESSAGES = 20;
    static final int CAMPAIGN_FACTOR = 10;

    static final int REPLAY_INFRASTRUCTURES = 3;
    static final int REPLAY_RECIPIENTS = 20;

    /** @param recipients how many the message has */
    Signals signals(@Nullable Contact contact, @Nullable Replay replay, int recipients) {
        Burst burst = burst();
        return new Signals(history(), contact, burst, replay, null, findings(contact, burst, replay, recipients));
    }

    private @Nullable History history() {
        if (message.infrastructure() == null || domain.isEmpty()) {
            return null;
        }
        return new History(
                message.infrastructure(),
                Days.date(here.firstDay()),
                here.earlierAuthenticatedDays(),
                here.messages(),
                here.authenticated(),
                Days.date(domain.firstDay()),
                infrastructures,
                here.legitimate() + domain.legitimate(),
                here.malicious() + domain.malicious());
    }

    private @Nullable Burst burst() {
        if (domain.earlierDays() == 0) {
            return null;
        }
        return new Burst(domain.today() + 1, perDay(domain.messages() - domain.today()));
    }

    /** The mean of the earlier days with messages, rounded up. */
    private long perDay(long messages) {
        return (messages + domain.earlierDays() - 1) / domain.earlierDays();
    }

    private Set<Finding> findings(
            @Nullable Contact contact, @Nullable Burst burst, @Nullable Replay replay, int recipients) {
        Set<Finding> findings = EnumSet.noneOf(Finding.class);
        add(findings, Finding.GOOD_HISTORY, isGood());
        add(findings, Finding.NEW_INFRASTRUCTURE, isOld() && isNewInfrastructure());
        add(findings, Finding.SPOOF_CAMPAIGN, isOld() && isCampaign());
        add(findings, Finding.KNOWN_CONTACT, contact != null && contact.known() > 0);
        add(findings, Finding.FIRST_CONTACT, contact != null && contact.unknown() == recipients && !message.list());
        add(findings, Finding.BURST, burst != null && isBurst(burst));
        add(findings, Finding.DKIM_REPLAY, replay != null && isReplay(replay));
        return Collections.unmodifiableSet(findings);
    }

    private static void add(Set<Finding> findings, Finding finding, boolean holds) {
        if (holds) {
            findings.add(finding);
        }
    }

    private boolean isGood() {
        return here.earlierAuthenticatedDays() >= GOOD_DAYS
                && here.authenticated() >= GOOD_MESSAGES
                && here.authenticated() * 100 >= here.messages() * GOOD_PERCENT
                && here.malicious() + domain.malicious() == 0;
    }

    private boolean isOld() {
        long first = domain.firstAuthenticatedDay();
        return first != Days.NONE && first <= message.day() - OLD_DAYS;
    }

    private boolean isNewInfrastructure() {
        return message.infrastructure() != null && here.messages() == 0 && isWhole;
    }

    private boolean isCampaign() {
        if (message.outcome() != Outcome.FAILED || message.list() || here.authenticated() > 0) {
            return false;
        }
        long today = domain.todayFailed() + 1;
        long usual = domain.earlierDays() == 0 ? 0 : perDay(domain.failed() - domain.todayFailed());
        return today >= CAMPAIGN_MESSAGES && today >= usual * CAMPAIGN_FACTOR;
    }

    private boolean isBurst(Burst burst) {
        return domain.earlierDays() >= BURST_DAYS
                && burst.today() >= BURST_MESSAGES
                && burst.today() >= burst.usual() * BURST_FACTOR;
    }

    private static boolean isReplay(Replay replay) {
        return replay.infrastructures() >= REPLAY_INFRASTRUCTURES && replay.recipients() >= REPLAY_RECIPIENTS;
    }
}
