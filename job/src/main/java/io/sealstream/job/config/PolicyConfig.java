package io.sealstream.job.config;

import io.sealstream.functions.authenticate.CompositeFunction;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.dns.DomainName;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the organisation tells of itself, as plain values that travel with the job.
 *
 * @param acceptedDomains each a domain name
 */
public record PolicyConfig(
        String version,
        List<String> acceptedDomains,
        @Nullable Boolean honourPolicy) implements CompositeFunction.PolicyFactory {
    static PolicyConfig read(Section section) throws ConfigException {
        List<String> accepted = section.list("accepted-domains");
        for (String domain : accepted) {
            if (DomainName.parse(domain).isEmpty()) {
                throw section.wrong("accepted-domains", "domain names", domain);
            }
        }
        PolicyConfig policy = new PolicyConfig(
                section.text("version", CompositePolicy.NONE.version()),
                accepted,
                section.has("honour-policy") ? section.flag("honour-policy", false) : null);
        section.end();
        return policy;
    }

    @Override
    public CompositePolicy get() {
        CompositePolicy policy = CompositePolicy.accepting(
                version, acceptedDomains.stream().map(DomainName::of).collect(Collectors.toUnmodifiableSet()));
        return honourPolicy == null ? policy : policy.honouring(honourPolicy);
    }
}
