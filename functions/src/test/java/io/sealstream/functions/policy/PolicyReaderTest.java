package io.sealstream.functions.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sealstream.functions.policy.Policies.Tenant;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.compauth.Overrides.DomainEntry;
import io.sealstream.mailauth.compauth.SpoofPair;
import io.sealstream.mailauth.dns.DomainName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {
    static Policies read(String yaml) throws PolicyException {
        return PolicyReader.read(yaml, "p.yaml");
    }

    @Test
    void theDocumentedExampleIsReadWhole() throws Exception {
        Policies policies = read(DocumentedPolicy.text());
        assertThat(policies.version()).isEqualTo("2026-05-04/1");
        assertThat(policies.tenants()).extracting(Tenant::name).containsExactly("contoso", "fabrikam");
        CompositePolicy contoso = policies.policyOf("contoso");
        assertThat(contoso.version()).isEqualTo("2026-05-04/1");
        assertThat(contoso.acceptedDomains())
                .containsExactlyInAnyOrder(DomainName.of("contoso.com"), DomainName.of("contoso.org"));
        assertThat(contoso.blocked())
                .extracting(SpoofPair::toString)
                .containsExactly("contoso.com, fabrikam.com", "ceo@contoso.com, *", "*, 192.0.2.0/24");
        assertThat(contoso.trustedSealers()).containsExactly(DomainName.of("lists.example"));
        assertThat(contoso.sameOrganisation()).hasToString("[contoso.com, outlook.com]");
        assertThat(contoso.modifyingHops()).hasToString("[gateway.example]");
        assertThat(contoso.mxElsewhere()).isFalse();
        assertThat(contoso.honourPolicy()).isTrue();
        assertThat(contoso.usesSignals()).isFalse();
        assertThat(contoso.overrides().allowedPairs()).hasToString("[news@contoso.com, mailer.example]");
        assertThat(contoso.overrides().allowedNetworks()).hasToString("[192.0.2.7/32, 198.51.100.0/24, 2001:db8::/48]");
        assertThat(contoso.overrides().safeSenders())
                .containsExactlyInAnyOrder("alerts@fabrikam.com", "northwind.example");
        assertThat(policies.otherwise().trustedSealers()).containsExactly(DomainName.of("lists.example"));
    }

    @Test
    void blocksHoldForThirtyDaysAndAllowancesForFortyFiveUnlessTheySayWhenTheyExpire() throws Exception {
        CompositePolicy contoso = read(DocumentedPolicy.text()).policyOf("contoso");
        assertThat(contoso.overrides().blockedDomains())
                .containsExactly(
                        entry("phish.example", false, "2026-05-31T00:00:00Z"),
                        entry("phish.example", true, "2026-12-31T00:00:00Z"));
        assertThat(contoso.overrides().allowedDomains())
                .containsExactly(
                        entry("partner.example", false, "2026-06-16T00:00:00Z"),
                        new DomainEntry(DomainName.of("supplier.example"), false, null));
    }

    private static DomainEntry entry(String domain, boolean below, String expires) {
        return new DomainEntry(DomainName.of(domain), below, Instant.parse(expires));
    }

    @Test
    void recipientsAreTheAcceptedDomainsWhereNothingElseIsSaid() throws Exception {
        Policies policies = read("""
                version: 7
                tenants:
                  - name: a
                    accepted-domains: [a.example]
                  - name: b
                    accepted-domains: [b.example]
                    recipients: [mail.b.example]
                """);
        assertThat(policies.version()).isEqualTo("7");
        assertThat(policies.tenants().get(0).recipients()).containsExactly(DomainName.of("a.example"));
        assertThat(policies.tenants().get(1).recipients()).containsExactly(DomainName.of("mail.b.example"));
    }

    @Test
    void jsonIsReadByTheSameRules() throws Exception {
        Policies policies = read("""
                {"version": "1", "default": {"accepted-domains": ["contoso.com"],
                 "overrides": {"allowed-ips": ["192.0.2.1"]}}}
                """);
        assertThat(policies.tenants()).isEmpty();
        assertThat(policies.policyOf(null).acceptedDomains()).containsExactly(DomainName.of("contoso.com"));
        assertThatThrownBy(() -> read("{\"version\": \"1\",\n \"defualt\": {}}"))
                .hasMessage("p.yaml:2: unknown key defualt; known here: version, tenants, default");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            defualt: {}                          | 2: unknown key defualt; known here: version, tenants, default
            version: 2                           | 2: version stands twice
            tenants: 5                           | 2: a tenant is no mapping of keys to values
            tenants: [[a]]                       | 2: a tenant is no mapping of keys to values
            default: []                          | 2: default is no mapping of keys to values
            default: {accepted-domains: a..b}    | 2: accepted-domains takes a domain name such as contoso.com, not a..b
            default: {accepted-domains: com}     | 2: accepted-domains takes a domain name such as contoso.com, not com
            default: {accepted-domains: a@b.c}   | 2: accepted-domains takes a domain name such as contoso.com, not a@b.c
            default: {accepted-domains: '*.b.c'} | 2: accepted-domains takes a domain name such as contoso.com, not *.b.c
            default: {accepted-domains: 192.0.2.1} | 2: accepted-domains takes a domain name such as contoso.com, not 192.0.2.1
            default: {accepted-domains: [a.b, true]} | 2: accepted-domains takes a domain name such as contoso.com, not true
            default: {accepted-domains: [a.b, [c.d]]} | 2: accepted-domains takes a domain name such as contoso.com, not a list
            default: {accepted-domains: {a.b: c}} | 2: accepted-domains takes a domain name such as contoso.com, not a mapping
            default: {accepted-domains: [a.b, A.B]} | 2: accepted-domains has a.b twice, first in line 2
            default: {honour-policy: yes}        | 2: honour-policy takes true or false, not yes
            default: {honour-policy: 'true'}     | 2: honour-policy takes true or false, not true
            default: {mx-elsewhere: [true]}      | 2: mx-elsewhere takes true or false, not a list
            default: {name: x}                   | 2: unknown key name; known here: accepted-domains, blocked-pairs, trusted-sealers, same-organisation, modifying-hops, mx-elsewhere, honour-policy, use-signals, overrides
            default: {modifying-hops: '*'}       | 2: modifying-hops takes a domain name such as fabrikam.com, or a network from /24 or /48 on, not *
            default: {modifying-hops: 10.0.0.0/8} | 2: modifying-hops takes a domain name such as fabrikam.com, or a network from /24 or /48 on, not 10.0.0.0/8
            default: {overrides: {allowed-ips: 192.0.2.0/33}} | 2: allowed-ips takes an address such as 192.0.2.1, or a network such as 192.0.2.0/24, not 192.0.2.0/33
            default: {overrides: {allowed-ips: 0.0.0.0/0}} | 2: allowed-ips takes an address such as 192.0.2.1, or a network such as 192.0.2.0/24, not 0.0.0.0/0
            default: {overrides: {safe-senders: a@b@c.d}} | 2: safe-senders takes an address such as news@fabrikam.com, or a domain name, not a@b@c.d
            default: {overrides: {blocked-domains: [{since: 2026-05-04}]}} | 2: an entry of blocked-domains without domain
            default: {overrides: {blocked-domains: [{domain: a.b, since: today}]}} | 2: since takes a time such as 2026-05-04T10:00:00Z, or a date, not today
            default: {overrides: {blocked-domains: [{domain: a.b, last-used: 2026-05-04}]}} | 2: unknown key last-used; known here: domain, since, expires
            default: {overrides: {blocked-domains: [{domain: a.b, since: 2026-05-04, expires: 2026-05-04}]}} | 2: expires is not after since
            default: {overrides: {blocked-domains: [a.b, {domain: a.b, since: 2026-05-04}]}} | 2: blocked-domains has a.b twice, with different times
            default: {overrides: {allowed-domains: '*.'}} | 2: allowed-domains takes a domain name such as contoso.com, or *.contoso.com for those below, not *.
            tenants: [{accepted-domains: a.b}]   | 2: a tenant without name
            tenants: [{name: a/b, accepted-domains: a.b}] | 2: name takes 1 to 64 letters, digits, dots, hyphens or underscores, not a/b
            tenants: [{name: a}]                 | 2: a tenant without recipients or accepted-domains: no message is its
            tenants: [{name: a, recipients: a.b}, {name: A, recipients: c.d}] | 2: tenant A stands twice, first in line 2
            tenants: [{name: a, recipients: a.b}, {name: c, recipients: a.b}] | 2: recipients a.b are those of tenant a already
            tenants: [                           | 3: expected the node content, but found '<stream end>'
            default: !!java.io.File /etc         | 2: Global tag is not allowed: tag:yaml.org,2002:java.io.File
            """)
    void whatDoesNotFitIsRefusedWithItsLine(String line, String problem) {
        assertThatThrownBy(() -> read("version: 1\n" + line + "\n"))
                .isInstanceOf(PolicyException.class)
                .hasMessage("p.yaml:" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "*, *"
            "* , *"
            contoso.com
            contoso.com,
            contoso.com, 192.0.2.1
            contoso.com, 192.0.0.0/16
            contoso.com, 192.0.2.0/33
            contoso.com, "2001:db8::/32"
            com, fabrikam.com
            "@contoso.com, fabrikam.com"
            "a b@contoso.com, fabrikam.com"
            "*@contoso.com, fabrikam com"
            "contoso.com, *.fabrikam.com"
            """)
    void whatIsNoPairIsRefused(String pair) {
        String list = pair.startsWith("\"") ? pair : "\"" + pair.replace("\"", "") + "\"";
        assertThatThrownBy(() -> read("version: 1\ndefault:\n  blocked-pairs:\n  - " + list))
                .isInstanceOf(PolicyException.class)
                .hasMessageStartingWith("p.yaml:4: blocked-pairs takes a pair such as contoso.com, fabrikam.com: ");
    }

    @Test
    void anUnknownKeyIsNamedInItsOwnLine() {
        assertThatThrownBy(() -> read("version: 1\ndefualt:\n  accepted-domains: a.example"))
                .hasMessageStartingWith("p.yaml:2: unknown key defualt; known here");
    }

    @Test
    void whatLetsMailPassTakesNoAnybody() {
        assertThatThrownBy(() -> read("version: 1\ndefault: {same-organisation: ['contoso.com, *']}"))
                .hasMessageStartingWith("p.yaml:2: same-organisation takes a pair such as contoso.com, outlook.com: ");
    }

    @Test
    void aPairIsBlockedOrAllowedAndNotBoth() {
        assertThatThrownBy(() -> read("""
                version: 1
                default:
                  blocked-pairs: ["contoso.com, fabrikam.com"]
                  overrides:
                    allowed-pairs: ["Contoso.com,fabrikam.com"]
                """))
                .hasMessage("p.yaml:5: allowed-pairs has contoso.com, fabrikam.com, which blocked-pairs has too");
    }

    @Test
    void a1024thPairIsTakenAndTheNextIsNot() throws Exception {
        assertThat(read(pairs(1_024)).otherwise().blocked()).hasSize(1_024);
        assertThatThrownBy(() -> read(pairs(1_025)))
                .hasMessage("p.yaml:4: blocked-pairs takes at most 1,024 entries, not 1,025");
    }

    private static String pairs(int count) {
        return "version: 1\ndefault:\n  blocked-pairs:\n"
                + IntStream.range(0, count)
                        .mapToObj(i -> "  - d" + i + ".example, fabrikam.com\n")
                        .collect(Collectors.joining());
    }

    @Test
    void tenantsAreLimited() throws Exception {
        assertThat(read(tenants(PolicyReader.MAX_TENANTS)).tenants()).hasSize(PolicyReader.MAX_TENANTS);
        assertThatThrownBy(() -> read(tenants(PolicyReader.MAX_TENANTS + 1)))
                .hasMessage("p.yaml:3: tenants takes at most 1,000 entries, not 1,001");
    }

    private static String tenants(int count) {
        return "version: 1\ntenants:\n"
                + IntStream.range(0, count)
                        .mapToObj(i -> "- {name: t" + i + ", recipients: t" + i + ".example}\n")
                        .collect(Collectors.joining());
    }

    @Test
    void theFirstTwentyProblemsAreToldAtOnceEachWithItsLine() {
        String wrong = IntStream.range(0, 23).mapToObj(i -> "  - a..b\n").collect(Collectors.joining());
        PolicyException refused = catchThrowableOfType(
                PolicyException.class, () -> read("version: 1\ndefault:\n  accepted-domains:\n" + wrong));
        assertThat(refused.problems()).hasSize(21);
        assertThat(refused.problems().get(0)).startsWith("p.yaml:4: accepted-domains takes");
        assertThat(refused.problems().get(19)).startsWith("p.yaml:23: accepted-domains takes");
        assertThat(refused.problems().get(20)).isEqualTo("p.yaml: and 3 more");
    }

    @Test
    void aFileThatCannotBeReadIsNamed(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("p.yaml");
        assertThatThrownBy(() -> PolicyReader.read(file)).hasMessage(file + ": no such file");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xff});
        assertThatThrownBy(() -> PolicyReader.read(file)).hasMessage(file + ": is not in UTF-8");
        Files.writeString(file, "");
        assertThatThrownBy(() -> PolicyReader.read(file)).hasMessage(file + ": is empty");
        Files.write(file, new byte[(8 << 20) + 1]);
        assertThatThrownBy(() -> PolicyReader.read(file)).hasMessage(file + ": is longer than 8 MiB");
        assertThatThrownBy(() -> PolicyReader.read(directory)).hasMessageStartingWith(directory + ": ");
    }

    @Test
    void aDocumentThatRefersToItselfOrGrowsByReferencesIsRefused() {
        assertThatThrownBy(() -> read("version: 1\ntenants: &a [*a]")).isInstanceOf(PolicyException.class);
        assertThatThrownBy(() -> read("version: 1\ndefault: " + "[".repeat(10_000)))
                .isInstanceOf(PolicyException.class);
        assertThatThrownBy(() -> PolicyReader.read("\u0000".getBytes(StandardCharsets.UTF_8), "p.yaml"))
                .isInstanceOf(PolicyException.class);
    }
}
