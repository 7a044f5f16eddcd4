package io.sealstream.functions.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Evidence;
import io.sealstream.serde.TenantEvidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {
    private static final String TENANTS = """
            version: 1
            tenants:
              - {name: contoso, recipients: [contoso.com, contoso.org]}
              - {name: fabrikam, recipients: [fabrikam.com]}
            default: {accepted-domains: [other.example]}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a@contoso.com                             | m/contoso [a@contoso.com]
            A@CONTOSO.COM b@contoso.org               | m/contoso [A@CONTOSO.COM, b@contoso.org]
            a@contoso.com b@fabrikam.com a@contoso.org | m/contoso [a@contoso.com, a@contoso.org]; m/fabrikam [b@fabrikam.com]
            a@mail.contoso.com                        | m [a@mail.contoso.com]
            x@other.example a@contoso.com             | m [x@other.example]; m/contoso [a@contoso.com]
            postmaster a@..                           | m [postmaster, a@..]
            "a@fabrikam.com"@contoso.com              | m/contoso ["a@fabrikam.com"@contoso.com]
            """)
    void aMessageIsJudgedOnceForEachTenantWithThatTenantsRecipients(String recipients, String addressed)
            throws Exception {
        Policies policies = PolicyReaderTest.read(TENANTS);
        Evidence evidence = Spoofed.evidence("m", recipients.split(" "));
        assertThat(String.join("; ", texts(policies.address(evidence)))).isEqualTo(addressed);
        assertThat(policies.address(evidence))
                .allSatisfy(one ->
                        assertThat(one.evidence().id()).isEqualTo(one.tenant() == null ? "m" : "m/" + one.tenant()));
    }

    private static List<String> texts(List<TenantEvidence> addressed) {
        return addressed.stream()
                .map(one -> one.evidence().id() + " " + one.evidence().rcptTo())
                .toList();
    }

    @Test
    void whereNoTenantsAreToldApartOrRecipientsAreNotKnownTheEvidenceStaysAsItIs() throws Exception {
        Evidence evidence = Spoofed.evidence("m", "a@contoso.com", "b@fabrikam.com");
        Policies one = PolicyReaderTest.read("version: 1\ndefault: {accepted-domains: [contoso.com]}");
        assertThat(one.address(evidence)).singleElement().satisfies(addressed -> {
            assertThat(addressed.tenant()).isNull();
            assertThat(addressed.evidence()).isSameAs(evidence);
        });
        Evidence unknown = Spoofed.evidence("m");
        assertThat(PolicyReaderTest.read(TENANTS).address(unknown))
                .singleElement()
                .satisfies(addressed -> assertThat(addressed.evidence()).isSameAs(unknown));
    }

    @Test
    void aTenantThatIsNotThereIsJudgedAsRecipientsOfNone() throws Exception {
        Policies policies = PolicyReaderTest.read(TENANTS);
        assertThat(policies.policyOf("gone")).isSameAs(policies.otherwise());
        assertThat(policies.policyOf(null)).isSameAs(policies.otherwise());
        assertThat(policies.policyOf("contoso")).isNotSameAs(policies.otherwise());
    }
}
