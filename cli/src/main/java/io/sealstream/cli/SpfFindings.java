package io.sealstream.cli;

import static io.sealstream.cli.PostureFinding.note;
import static io.sealstream.cli.PostureFinding.ok;
import static io.sealstream.cli.PostureFinding.problem;
import static io.sealstream.cli.PostureFinding.unknown;

import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.spf.Microsoft365Cloud;
import io.sealstream.mailauth.spf.SpfPosture;
import io.sealstream.mailauth.spf.SpfPosture.Defect;
import io.sealstream.mailauth.spf.SpfReason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What is to be said of a domain's SPF records. */
final class SpfFindings {
    /** RFC 7208 §4.6.4. */
    static final int MAX_LOOKUPS = 10;

    static final int MAX_VOID_LOOKUPS = 2;

    /** Where one include more is likely to be one too many. */
    private static final int MANY_LOOKUPS = 9;

    /** More than a large provider has; a /12. */
    private static final BigInteger MANY_IPV4_ADDRESSES = BigInteger.ONE.shiftLeft(20);

    private static final BigInteger WRITTEN_OUT = BigInteger.valueOf(1_000_000);

    private final SpfPosture spf;
    private final Set<DomainName> missing;
    private final List<PostureFinding> findings = new ArrayList<>();

    private SpfFindings(SpfPosture spf, Set<DomainName> missing) {
        this.spf = spf;
        this.missing = missing;
    }

    static List<PostureFinding> of(DomainPosture posture) {
        return new SpfFindings(posture.spf(), posture.missing()).all();
    }

    /** Whether every record that the domain's leads to was seen: else counts are lower bounds. */
    static boolean isComplete(SpfPosture spf) {
        return !spf.truncated()
                && spf.defects().stream()
                        .noneMatch(defect ->
                                defect.reason() == SpfReason.DNS_FAILURE || defect.reason() == SpfReason.NOT_OBSERVED);
    }

    private List<PostureFinding> all() {
        spf.defects().stream().distinct().forEach(defect -> findings.add(of(defect)));
        if (spf.hasUsableRecord()) {
            everybodyElse();
            limits();
            addresses();
            habits();
        }
        return List.copyOf(findings);
    }

    private PostureFinding of(Defect defect) {
        String word = PostureFinding.word(defect.reason());
        String domain = defect.domain().toString();
        return switch (defect.reason()) {
            case NO_RECORD -> problem(word, "no SPF record");
            case NO_SUCH_DOMAIN -> problem(word, "the domain does not exist");
            case MULTIPLE_RECORDS ->
                problem(word, "several SPF records at " + domain + ": permerror (RFC 7208 \u00a74.5)");
            case SYNTAX_ERROR ->
                problem(
                        word,
                        "the record of " + domain + " does not parse"
                                + (defect.problem() == null ? "" : " at " + defect.problem())
                                + ": permerror (RFC 7208 \u00a74.6)");
            case TOO_MANY_NAMES ->
                problem(word, "more than ten MX names at " + domain + ": permerror (RFC 7208 \u00a74.6.4)");
            case INCLUDE_WITHOUT_RECORD -> withoutRecord("include", "\u00a75.2", defect);
            case REDIRECT_WITHOUT_RECORD -> withoutRecord("redirect", "\u00a76.1", defect);
            case DNS_FAILURE -> unknown(word, question(defect) + ": DNS failed, which says nothing of the record");
            case NOT_OBSERVED -> unknown(word, question(defect) + ": not observed, which is not absence");
            default -> problem(word, domain + ": " + word);
        };
    }

    private static String question(Defect defect) {
        return defect.problem() == null ? defect.domain() + " TXT" : defect.problem();
    }

    private PostureFinding withoutRecord(String term, String section, Defect defect) {
        boolean exists = !missing.contains(defect.domain());
        return problem(
                exists ? term + "_without_record" : term + "_does_not_exist",
                term + " of " + defect.domain() + ", which " + (exists ? "has no SPF record" : "does not exist")
                        + ": permerror (RFC 7208 " + section + ")");
    }

    private void everybodyElse() {
        findings.add(
                switch (spf.all()) {
                    case PASS -> problem("all_pass", "+all: everybody may send for the domain");
                    case NEUTRAL -> problem("all_neutral", "?all: nothing is said of everybody else, no forgery fails");
                    case MISSING -> problem("all_missing", "no all: as ?all, no forgery fails (RFC 7208 \u00a74.7)");
                    case SOFTFAIL -> ok("all_softfail", "~all: everybody else softfails");
                    case FAIL ->
                        spf.parked()
                                ? ok("parked", "parked: v=spf1 -all, nobody may send")
                                : ok("all_fail", "-all: everybody else fails");
                    case UNKNOWN -> unknown("all_unknown", "what becomes of everybody else is not known");
                });
    }

    private void limits() {
        if (spf.loop()) {
            findings.add(problem("loop", "a record leads back to itself: permerror"));
        }
        String atLeast = isComplete(spf) ? "" : "at least ";
        findings.add(limited(
                "lookups",
                spf.lookups(),
                MANY_LOOKUPS,
                MAX_LOOKUPS,
                atLeast + spf.lookups() + " of " + MAX_LOOKUPS + " look-ups in all, " + spf.longestPath()
                        + " on the longest path"));
        findings.add(limited(
                "void_lookups",
                spf.voidLookups(),
                1,
                MAX_VOID_LOOKUPS,
                atLeast + spf.voidLookups() + " of " + MAX_VOID_LOOKUPS + " void look-ups"));
        if (!spf.messageDependent().isEmpty()) {
            findings.add(note(
                    "message_dependent",
                    "only a message tells where these lead: " + String.join(" ", spf.messageDependent())));
        }
    }

    private PostureFinding limited(String word, int count, int many, int limit, String text) {
        if (count > limit) {
            return problem(
                    "too_many_" + word, text + ": permerror where nothing matches before (RFC 7208 \u00a74.6.4)");
        }
        if (!isComplete(spf)) {
            return unknown(word, text);
        }
        return count >= many ? note(word, text) : ok(word, text);
    }

    private void addresses() {
        if (spf.parked()) {
            return;
        }
        String text = "authorises " + (isComplete(spf) ? "" : "at least ") + count(spf.ipv4Addresses()) + " IPv4 and "
                + count(spf.ipv6Addresses()) + " IPv6 addresses";
        boolean many = spf.ipv4Addresses().compareTo(MANY_IPV4_ADDRESSES) > 0;
        if (many) {
            findings.add(note("many_addresses", text));
        } else {
            findings.add(isComplete(spf) ? ok("addresses", text) : unknown("addresses", text));
        }
    }

    private static String count(BigInteger addresses) {
        if (addresses.compareTo(WRITTEN_OUT) < 0) {
            return String.format(Locale.ROOT, "%,d", addresses);
        }
        boolean power = addresses.bitCount() == 1;
        return (power ? "2^" : "more than 2^") + (addresses.bitLength() - 1);
    }

    private void habits() {
        if (spf.ptrUsed()) {
            findings.add(note("ptr", "ptr is slow, unreliable and not to be used (RFC 7208 \u00a75.5)"));
        }
        if (spf.microsoft365().isEmpty()) {
            return;
        }
        String clouds = spf.microsoft365().stream().map(SpfFindings::named).collect(Collectors.joining(", "));
        boolean several = spf.microsoft365().size() > 1;
        findings.add(
                several
                        ? note("microsoft365", "several Microsoft 365 clouds: " + clouds)
                        : ok("microsoft365", "Microsoft 365 sends for it: " + clouds));
    }

    private static String named(Microsoft365Cloud cloud) {
        String name = switch (cloud) {
            case WORLDWIDE -> "worldwide";
            case GCC_HIGH_AND_DOD -> "GCC High and DoD";
            case CHINA_21VIANET -> "China, by 21Vianet";
        };
        return name + " (include:" + cloud.include() + ")";
    }
}
