package io.sealstream.job.config;

import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a YAML file that is read key by key. What does not fit is a {@link ConfigException} of the form {@code
 * FILE:LINE: …}; after the last key {@link #end} refuses those that nobody asked for. YAML tags are never followed: values are
 * texts.
 */
final class Section {
    private static final int MAX_CHARACTERS = 1 << 20;

    private final String file;
    private final String path;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private Section(String file, String path, int line) {
        this.file = file;
        this.path = path;
        this.line = line;
    }

    /** @param file the name by which errors call the text */
    static Section parse(String yaml, String file) throws ConfigException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(MAX_CHARACTERS);
        Node root;
        try {
            root = new Yaml(options).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ConfigException(file + ":" + line + ": " + e.getProblem());
        } catch (YAMLException e) {
            throw new ConfigException(file + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("no YAML"));
        }
        return of(file, "", root);
    }

    private static Section of(String file, String path, @Nullable Node node) throws ConfigException {
        Section section = new Section(file, path, node == null ? 1 : lineOf(node));
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return section;
        }
        if (!(node instanceof MappingNode mapping)) {
            throw section.error(
                    section.line, (path.isEmpty() ? "the file" : path) + " is no mapping of keys to values");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                throw section.error(lineOf(key), "a key is a word");
            }
            if (section.values.put(scalar.getValue(), tuple.getValueNode()) != null) {
                throw section.error(lineOf(key), section.named(scalar.getValue()) + " stands twice");
            }
        }
        return section;
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    boolean has(String key) {
        Node node = values.get(key);
        return node != null && !node.getTag().equals(Tag.NULL);
    }

    /** The mapping below a key; empty where it is absent. */
    Section section(String key) throws ConfigException {
        return of(file, named(key), value(key));
    }

    @Nullable
    String text(String key) throws ConfigException {
        Node node = value(key);
        return node == null ? null : scalar(key, node);
    }

    String text(String key, String otherwise) throws ConfigException {
        String text = text(key);
        return text == null ? otherwise : text;
    }

    String required(String key) throws ConfigException {
        String text = text(key);
        if (text == null || text.isBlank()) {
            throw error(line, named(key) + " is missing");
        }
        return text;
    }

    boolean flag(String key, boolean otherwise) throws ConfigException {
        String text = text(key);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? otherwise : text.equals("true");
        }
        throw wrong(key, "true or false", text);
    }

    int number(String key, int otherwise, int least, int most) throws ConfigException {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, "a whole number", text);
        }
        throw wrong(key, "a number from " + least + " to " + most, text);
    }

    /** Octets: {@code 1024}, {@code 900 KiB}, {@code 64 MiB}, {@code 1 GiB}. */
    long octets(String key, long otherwise, long least, long most) throws ConfigException {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        String expected = "octets from " + least + " to " + most + ", such as 64 MiB";
        try {
            long octets = parseOctets(text.strip());
            if (octets >= least && octets <= most) {
                return octets;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong(key, expected, text);
        }
        throw wrong(key, expected, text);
    }

    private static long parseOctets(String text) {
        String[] units = {"kib", "mib", "gib"};
        for (int i = 0; i < units.length; i++) {
            if (text.toLowerCase(Locale.ROOT).endsWith(units[i])) {
                String number =
                        text.substring(0, text.length() - units[i].length()).strip();
                return Math.multiplyExact(Long.parseLong(number), 1L << (10 * (i + 1)));
            }
        }
        return Long.parseLong(text);
    }

    /** A duration as Flink writes it: {@code 500 ms}, {@code 30 s}, {@code 10 min}, {@code 7 d}; longer than nothing. */
    Duration duration(String key, Duration otherwise) throws ConfigException {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        Duration duration = Duration.ZERO;
        try {
            duration = TimeUtils.parseDuration(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw wrong(key, "a duration such as 30 s or 10 min", text);
        }
        if (duration.isZero() || duration.isNegative()) {
            throw wrong(key, "a duration longer than nothing", text);
        }
        return duration;
    }

    /** A time in RFC 3339; null: absent. */
    @Nullable
    Instant time(String key) throws ConfigException {
        String text = text(key);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(key, "a time such as 2026-05-04T10:00:00Z", String.valueOf(text));
        }
    }

    /** The constant whose name is the value, in lower case with hyphens. */
    <E extends Enum<E>> E choice(String key, E otherwise) throws ConfigException {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        List<String> words = new ArrayList<>();
        for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.equals(text)) {
                return constant;
            }
            words.add(word);
        }
        throw wrong(key, String.join(" or ", words), text);
    }

    /** A list of texts, or a single one; empty where it is absent. */
    List<String> list(String key) throws ConfigException {
        Node node = value(key);
        if (node == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                texts.add(scalar(key, item));
            }
        } else {
            texts.add(scalar(key, node));
        }
        return List.copyOf(texts);
    }

    /** All keys of the mapping below a key with their texts: settings that are handed on by their own names. */
    Map<String, String> settings(String key) throws ConfigException {
        Section section = section(key);
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : section.values.keySet()) {
            settings.put(name, section.text(name, ""));
        }
        return Map.copyOf(settings);
    }

    /** Refuses keys that were not asked for. */
    void end() throws ConfigException {
        for (Map.Entry<String, Node> entry : values.entrySet()) {
            if (!asked.contains(entry.getKey())) {
                throw error(
                        lineOf(entry.getValue()),
                        "unknown key " + named(entry.getKey()) + "; known here: " + String.join(", ", asked));
            }
        }
    }

    /** An error at the line of that key's value. */
    ConfigException wrong(String key, String expected, String found) {
        Node node = values.get(key);
        return error(node == null ? line : lineOf(node), named(key) + " takes " + expected + ", not " + found);
    }

    /** An error of this mapping as a whole. */
    ConfigException error(String problem) {
        return error(line, problem);
    }

    private @Nullable Node value(String key) {
        asked.add(key);
        Node node = values.get(key);
        return node == null || node.getTag().equals(Tag.NULL) ? null : node;
    }

    private String scalar(String key, Node node) throws ConfigException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw error(lineOf(node), named(key) + " takes a single value");
    }

    private String named(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private ConfigException error(int at, String problem) {
        return new ConfigException(file + ":" + at + ": " + problem);
    }
}
