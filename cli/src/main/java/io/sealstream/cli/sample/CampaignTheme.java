package io.sealstream.cli.sample;

import static io.sealstream.cli.sample.DkimTheme.RSA;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What only many messages tell: a spoof campaign, a replayed signature, a first contact, and beside each a benign twin that looks
 * alike. The messages of {@code history} come weeks earlier, and are read before all others.
 */
final class CampaignTheme {
    /** The first part of the ids of those that are read first. */
    static final String HISTORY = "history/";

    /** Where the receiving organisation keeps copies of all mail. */
    static final String JOURNAL = "journal@archive.recipient.example";

    private static final Instant CAMPAIGN = Instant.parse("2026-05-20T08:00:00Z");
    private static final Instant HISTORY_FROM = Instant.parse("2026-04-01T09:00:00Z");
    private static final int HISTORY_LETTERS = 6;
    private static final int CAMPAIGN_LETTERS = 24;
    private static final int COPIES = 9;
    private static final int RECIPIENTS_OF_A_COPY = 3;

    private static final List<String> NETWORKS = List.of("203.0.113.9", "198.51.100.9", "192.0.2.200", "2001:db8:9::9");
    private static final MailSigner REPLAYED = MailSigner.of(RSA, "replayed.example", "rsa");
    private static final MailSigner POSTED = MailSigner.of(RSA, "posted.example", "rsa");
    private static final MailSigner JOURNALED = MailSigner.of(RSA, "journaled.example", "rsa");

    private static final String ZONE = """
            _dmarc.northwind.example. TXT "v=DMARC1; p=none"
            northwind.example. TXT "v=spf1 ip4:192.0.2.0/24 ~all"
            _dmarc.fourthcoffee.example. TXT "v=DMARC1; p=none"
            fourthcoffee.example. TXT "v=spf1 ip4:192.0.2.0/24 include:mailservice.test ~all"
            mailservice.test. TXT "v=spf1 ip4:198.51.100.101 -all"
            101.100.51.198.in-addr.arpa. PTR out.mailservice.test.
            out.mailservice.test. A 198.51.100.101
            rsa._domainkey.replayed.example. TXT "v=DKIM1; k=rsa; p={rsa-2048}"
            _dmarc.replayed.example. TXT "v=DMARC1; p=reject"
            rsa._domainkey.posted.example. TXT "v=DKIM1; k=rsa; p={rsa-2048}"
            _dmarc.posted.example. TXT "v=DMARC1; p=reject"
            lists.woodgrove.example. TXT "v=spf1 ip4:203.0.113.9 ip4:198.51.100.9 ip4:192.0.2.200 ip6:2001:db8:9::/48 -all"
            rsa._domainkey.journaled.example. TXT "v=DKIM1; k=rsa; p={rsa-2048}"
            _dmarc.journaled.example. TXT "v=DMARC1; p=reject"
            newcomer.example. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            bulletin.example. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            """;

    private CampaignTheme() {}

    static Theme theme() {
        return Theme.of(ZONE, "", history(), spoof(), newService(), replay(), listPost(), journal(), contacts());
    }

    private static List<SampleMessage> history() {
        return Stream.of("northwind", "fourthcoffee")
                .flatMap(name -> IntStream.range(0, HISTORY_LETTERS)
                        .mapToObj(i -> Draft.of(
                                        HISTORY + numbered(name, i + 1),
                                        "office@" + name + ".example",
                                        HISTORY_FROM.plus(Duration.ofDays(2L * i)))
                                .expect("pass", "none", "pass", "pass 100", "an ordinary letter, weeks before")))
                .toList();
    }

    private static String numbered(String name, int number) {
        return String.format(Locale.ROOT, "%s-%02d", name, number);
    }

    private static Draft letter(String name, int number, String author) {
        return Draft.of("campaigns/" + numbered(name, number), author, CAMPAIGN.plusSeconds(60L * number));
    }

    /** From the known domain, from nowhere near it. */
    private static List<SampleMessage> spoof() {
        return IntStream.rangeClosed(1, CAMPAIGN_LETTERS)
                .mapToObj(i -> letter("spoof", i, "office@northwind.example")
                        .from(Draft.STRANGER)
                        .expect("softfail", "none", "fail", "fail 001", "one of many that are not the domain's"))
                .toList();
    }

    /** The same, but that the domain names the new service. */
    private static List<SampleMessage> newService() {
        return IntStream.rangeClosed(1, CAMPAIGN_LETTERS)
                .mapToObj(i -> letter("new-mail-service", i, "office@fourthcoffee.example")
                        .from("198.51.100.101")
                        .expect("pass", "none", "pass", "pass 100", "the domain's SPF names the new service"))
                .toList();
    }

    /** One genuine letter, sent on to others by strangers. */
    private static List<SampleMessage> replay() {
        return copies("replay", "office@replayed.example", REPLAYED, (copy, draft) -> draft)
                .expect("none", "pass", "pass", "pass 100", "the signature is genuine, the sender is not");
    }

    /** One letter to a list, which sends it to its members from each of its hosts. */
    private static List<SampleMessage> listPost() {
        return copies(
                        "list-post",
                        "office@posted.example",
                        POSTED,
                        (copy, draft) -> draft.mailFrom("announce-bounces@lists.woodgrove.example")
                                .change(m -> m.with("List-Id", "Announcements <announce.lists.woodgrove.example>")))
                .expect("pass", "pass", "pass", "pass 100", "a list that is authenticated sends copies to its members");
    }

    /** One letter to many, and the copies that the receiving organisation's own hosts send to its journal. */
    private static List<SampleMessage> journal() {
        return copies(
                        "journal",
                        "office@journaled.example",
                        JOURNALED,
                        (copy, draft) -> copy % 2 == 0
                                ? draft.from(NETWORKS.get(0)).to(recipients(copy, 2 * RECIPIENTS_OF_A_COPY))
                                : draft.to(List.of(JOURNAL)))
                .expect("none", "pass", "pass", "pass 100", "copies for a journal are no recipients");
    }

    /** What is done to one of the copies. */
    private interface Change {
        Draft of(int copy, Draft draft);
    }

    private record Copies(List<Draft> drafts) {
        List<SampleMessage> expect(String spf, String dkim, String dmarc, String compauth, String why) {
            return drafts.stream()
                    .map(draft -> draft.expect(spf, dkim, dmarc, compauth, why))
                    .toList();
        }
    }

    /** The same signed letter from each network in turn, each time to others. */
    private static Copies copies(String name, String author, MailSigner signer, Change change) {
        Draft original = letter(name, 0, author).sign(signer);
        List<Draft> drafts = new ArrayList<>();
        for (int copy = 1; copy <= COPIES; copy++) {
            Draft draft = letter(name, copy, author)
                    .change(m -> original.message())
                    .mailFrom("bounce@elsewhere" + copy % NETWORKS.size() + ".test")
                    .from(NETWORKS.get(copy % NETWORKS.size()))
                    .to(recipients(copy, RECIPIENTS_OF_A_COPY));
            drafts.add(change.of(copy, draft));
        }
        return new Copies(drafts);
    }

    private static List<String> recipients(int copy, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "user" + (copy * count + i) + "@recipient.example")
                .toList();
    }

    private static List<SampleMessage> contacts() {
        return List.of(
                letter("first-contact", 1, "hello@newcomer.example")
                        .expect("pass", "none", "bestguesspass", "pass 109", "nobody here has had mail of this domain"),
                letter("first-newsletter", 1, "news@bulletin.example")
                        .change(m -> m.with("List-Id", "<news.bulletin.example>"))
                        .expect(
                                "pass",
                                "none",
                                "bestguesspass",
                                "pass 109",
                                "a newsletter that its own domain vouches for"));
    }
}
