package io.sealstream.functions.policy;

import io.sealstream.functions.policy.Policies.Tenant;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.serde.PolicyRecord;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a policy in YAML or JSON, which is YAML too, of the form of {@value #SCHEMA_RESOURCE}. All that is wrong is told at once, each
 * with its line, up to twenty problems.
 */
public final class PolicyReader {
    /** The JSON Schema, beside this class. */
    public static final String SCHEMA_RESOURCE = "sealstream.policy-1.schema.json";

    static final int MAX_TENANTS = 1_000;

    private static final int MAX_BYTES = 8 << 20;
    private static final int MAX_VERSION = 200;

    private final Problems problems;

    private PolicyReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads a file.
     *
     * @throws PolicyException where it cannot be read, or is no policy
     */
    public static Policies read(Path file) throws PolicyException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw tooLong(file.toString());
            }
            return read(Files.readAllBytes(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new PolicyException(file + ": no such file");
        } catch (IOException e) {
            throw new PolicyException(file + ": cannot be read");
        }
    }

    /** Reads what a topic holds. */
    public static Policies read(PolicyRecord record) throws PolicyException {
        return read(record.document(), record.name());
    }

    /**
     * Reads a document.
     *
     * @param utf8 at most 8 MiB
     * @param file the name by which errors call it
     */
    static Policies read(byte[] utf8, String file) throws PolicyException {
        if (utf8.length > MAX_BYTES) {
            throw tooLong(file);
        }
        try {
            return read(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(utf8))
                            .toString(),
                    file);
        } catch (CharacterCodingException e) {
            throw new PolicyException(file + ": is not in UTF-8");
        }
    }

    private static PolicyException tooLong(String file) {
        return new PolicyException(file + ": is longer than 8 MiB");
    }

    static Policies read(String text, String file) throws PolicyException {
        Node root = compose(text, file);
        if (root == null) {
            throw new PolicyException(file + ": is empty");
        }
        Problems problems = new Problems(file);
        Policies policies = new PolicyReader(problems).policies(Fields.of(root, "the policy", problems));
        problems.check();
        return policies;
    }

    private static @Nullable Node compose(String text, String file) throws PolicyException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        try {
            return new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new PolicyException(file + ":" + line + ": " + e.getProblem());
        } catch (YAMLException e) {
            throw new PolicyException(file + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("no YAML"));
        }
    }

    private Policies policies(Fields root) {
        String told = root.word("version", MAX_VERSION);
        if (told == null && root.take("version") == null) {
            root.wrong("version is missing: each verdict names the version it was judged by");
        }
        String version = told == null ? "" : told;
        TenantReader reader = new TenantReader(version, problems);
        List<Tenant> tenants = tenants(root.items("tenants", MAX_TENANTS), reader);
        Fields otherwise = root.mapping("default");
        CompositePolicy policy =
                otherwise == null ? CompositePolicy.accepting(version, Set.of()) : reader.read(otherwise);
        root.end();
        return new Policies(version, tenants, policy);
    }

    private List<Tenant> tenants(List<Node> nodes, TenantReader reader) {
        List<Tenant> tenants = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        Map<DomainName, String> recipients = new HashMap<>();
        for (Node node : nodes) {
            Tenant tenant = tenant(Fields.of(node, "a tenant", problems), reader);
            Integer first = names.putIfAbsent(tenant.name().toLowerCase(Locale.ROOT), Problems.lineOf(node));
            if (first != null && !tenant.name().isEmpty()) {
                problems.add(node, "tenant " + tenant.name() + " stands twice, first in line " + first);
            }
            for (DomainName domain : tenant.recipients()) {
                String other = recipients.putIfAbsent(domain, tenant.name());
                if (other != null) {
                    problems.add(node, "recipients " + domain + " are those of tenant " + other + " already");
                }
            }
            tenants.add(tenant);
        }
        return tenants;
    }

    /** Of what is wrong, an empty name and no recipients are left: the document is refused then. */
    private static Tenant tenant(Fields fields, TenantReader reader) {
        String name = fields.one("name", Entries.NAME, Entries::tenantName);
        if (name == null && fields.take("name") == null) {
            fields.wrong("a tenant without name");
        }
        List<DomainName> recipients =
                fields.list("recipients", TenantReader.MAX_ENTRIES, Entries.DOMAIN, Entries::domain);
        boolean told = fields.take("recipients") != null;
        CompositePolicy policy = reader.read(fields);
        if (!told && policy.acceptedDomains().isEmpty()) {
            fields.wrong("a tenant without recipients or accepted-domains: no message is its");
        }
        return new Tenant(name == null ? "" : name, told ? recipients : List.copyOf(policy.acceptedDomains()), policy);
    }
}
