package io.sealstream.cli;

import io.sealstream.functions.policy.Policies;
import io.sealstream.functions.policy.PolicyException;
import io.sealstream.functions.policy.PolicyReader;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.dns.DomainName;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What messages are judged by. */
final class PolicyOptions {
    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "What the receiving organisations tell of themselves, YAML or JSON (docs/policy.md). A message to several"
                            + " tenants has a verdict for each.")
    private @Nullable Path file;

    @Option(
            names = "--accepted-domain",
            paramLabel = "DOMAIN",
            description = "Instead of a policy: a domain of the receiving organisation; repeatable.")
    private List<String> acceptedDomains = List.of();

    Policies policies() {
        if (file != null && !acceptedDomains.isEmpty()) {
            throw new UsageException("--policy and --accepted-domain exclude each other: it stands in the policy");
        }
        return file == null ? Policies.of(accepting()) : read(file);
    }

    /** The policy in a file; what is wrong with it is told line by line. */
    static Policies read(Path file) {
        try {
            return PolicyReader.read(file);
        } catch (PolicyException unusable) {
            throw new UsageException(String.valueOf(unusable.getMessage()));
        }
    }

    private CompositePolicy accepting() {
        Set<DomainName> accepted = new LinkedHashSet<>();
        for (String domain : acceptedDomains) {
            accepted.add(DomainName.parse(domain)
                    .orElseThrow(() -> new UsageException("--accepted-domain: not a domain name: " + domain)));
        }
        return accepted.isEmpty()
                ? CompositePolicy.NONE
                : CompositePolicy.accepting("command-line", Set.copyOf(accepted));
    }
}
