package io.sealstream.job.config;

import io.sealstream.functions.policy.Policies;
import io.sealstream.functions.policy.PolicyException;
import io.sealstream.functions.policy.PolicyLoader;
import io.sealstream.functions.policy.PolicyReader;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.dns.DomainName;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the policies are, as plain values that travel with the job: in a file, in a topic, or in the configuration itself, which
 * is the short form for one organisation.
 *
 * @param acceptedDomains each a domain name
 * @param file read where a step opens: on a path that every TaskManager sees; null: there is none
 * @param topic null: there is none
 * @param shadowFile of a second policy, whose differences are told; null: there is none
 */
public record PolicyConfig(
        String version,
        List<String> acceptedDomains,
        @Nullable Boolean honourPolicy,
        @Nullable String file,
        @Nullable Topic topic,
        @Nullable String shadowFile)
        implements PolicyLoader {

    /**
     * A topic whose records are policies.
     *
     * @param properties consumer settings by their Kafka names, such as those of TLS and SASL
     */
    public record Topic(String bootstrapServers, String name, Map<String, String> properties) implements Serializable {}

    static PolicyConfig read(Section section, SinkConfig sink) throws ConfigException {
        String file = section.text("file");
        Topic topic = topic(section, sink);
        PolicyConfig policy = new PolicyConfig(
                section.text("version", CompositePolicy.NONE.version()),
                accepted(section),
                section.has("honour-policy") ? section.flag("honour-policy", false) : null,
                file,
                topic,
                section.text("shadow-file"));
        boolean shortForm = section.has("version") || section.has("accepted-domains") || section.has("honour-policy");
        if ((file != null ? 1 : 0) + (topic != null ? 1 : 0) + (shortForm ? 1 : 0) > 1) {
            throw section.error(
                    "policy takes one of file, topic, and the short form (version, accepted-domains, honour-policy)");
        }
        if (policy.shadowFile != null && sink.differences() == null) {
            throw section.wrong("shadow-file", "a file where sink.kafka.differences names a topic", policy.shadowFile);
        }
        if (policy.shadowFile == null && sink.differences() != null) {
            throw section.error("policy.shadow-file is missing: sink.kafka.differences wants a policy to compare with");
        }
        section.end();
        check(file);
        check(policy.shadowFile);
        return policy;
    }

    private static List<String> accepted(Section section) throws ConfigException {
        List<String> accepted = section.list("accepted-domains");
        for (String domain : accepted) {
            if (DomainName.parse(domain).isEmpty()) {
                throw section.wrong("accepted-domains", "domain names", domain);
            }
        }
        return accepted;
    }

    private static @Nullable Topic topic(Section section, SinkConfig sink) throws ConfigException {
        String name = section.text("topic");
        Topic topic = new Topic(
                section.text("bootstrap-servers", sink.bootstrapServers()),
                String.valueOf(name),
                section.settings("properties"));
        if (name == null && (section.has("bootstrap-servers") || section.has("properties"))) {
            throw section.error("policy.topic is missing");
        }
        return name == null ? null : topic;
    }

    /** What is wrong with a file is told before anything starts. */
    private static void check(@Nullable String path) throws ConfigException {
        if (path == null) {
            return;
        }
        try {
            PolicyReader.read(Path.of(path));
        } catch (PolicyException unusable) {
            throw new ConfigException(String.valueOf(unusable.getMessage()));
        }
    }

    /** The policies of the file, or the one of the short form. */
    @Override
    public Policies load() throws PolicyException {
        if (file != null) {
            return PolicyReader.read(Path.of(file));
        }
        CompositePolicy policy = CompositePolicy.accepting(
                version, acceptedDomains.stream().map(DomainName::of).collect(Collectors.toUnmodifiableSet()));
        return Policies.of(honourPolicy == null ? policy : policy.honouring(honourPolicy));
    }

    /** The policy that is compared with; null: there is none. */
    public @Nullable PolicyLoader shadow() {
        String path = shadowFile;
        return path == null ? null : () -> PolicyReader.read(Path.of(path));
    }
}
