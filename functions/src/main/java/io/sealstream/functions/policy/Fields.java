package io.sealstream.functions.policy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping that is read key by key. What does not fit is noted and taken as absent, so that one reading tells all that is wrong.
 * After the last key {@link #end} notes those that nobody asked for. Values have the types of JSON; YAML's further ones are texts.
 */
final class Fields {
    private static final int MAX_SHOWN = 80;

    private final Node node;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private Fields(Node node, Problems problems) {
        this.node = node;
        this.problems = problems;
    }

    /** @param what the mapping is, for errors */
    static Fields of(Node node, String what, Problems problems) {
        Fields fields = new Fields(node, problems);
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, what + " is no mapping of keys to values");
            return fields;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(tuple.getKeyNode(), "a key is a word");
            } else if (fields.keys.putIfAbsent(key.getValue(), key) != null) {
                problems.add(key, shown(key.getValue()) + " stands twice");
            } else {
                fields.values.put(key.getValue(), tuple.getValueNode());
            }
        }
        return fields;
    }

    /** The value of a key; null: absent, or nothing stands there. */
    @Nullable
    Node take(String key) {
        asked.add(key);
        Node value = values.get(key);
        return value == null || isNothing(value) ? null : value;
    }

    /** What stands below a key; null: absent. */
    @Nullable
    Fields mapping(String key) {
        Node value = take(key);
        return value == null ? null : of(value, key, problems);
    }

    @Nullable
    Boolean flag(String key) {
        Node value = take(key);
        if (value == null) {
            return null;
        }
        if (!isFlag(value)) {
            wrong(value, key, "true or false");
            return null;
        }
        return ((ScalarNode) value).getValue().equals("true");
    }

    /** A text that {@code parser} reads; null: absent or wrong. */
    <T> @Nullable T one(String key, String expected, Function<String, Optional<T>> parser) {
        Node value = take(key);
        return value == null ? null : parse(value, key, expected, parser).orElse(null);
    }

    /** As {@link #one}, and a number is its text. */
    @Nullable
    String word(String key, int longest) {
        Node value = take(key);
        String text = value == null ? "" : text(value).or(() -> number(value)).orElse("");
        if (value != null && (text.isBlank() || text.length() > longest)) {
            wrong(value, key, "a text of 1 to " + longest + " characters");
            return null;
        }
        return value == null ? null : text;
    }

    /** Texts that {@code parser} reads, or a single one; no two the same; empty where absent. */
    <T> List<T> list(String key, int most, String expected, Function<String, Optional<T>> parser) {
        return nodes(key, most, item -> parse(item, key, expected, parser));
    }

    /** What {@code reader} reads of each element, having noted where it is wrong; no two the same; empty where absent. */
    <T> List<T> nodes(String key, int most, Function<Node, Optional<T>> reader) {
        Map<T, Node> read = new LinkedHashMap<>();
        for (Node item : items(key, most)) {
            reader.apply(item).ifPresent(entry -> {
                Node first = read.putIfAbsent(entry, item);
                if (first != null) {
                    problems.add(
                            item,
                            key + " has " + shown(entry.toString()) + " twice, first in line "
                                    + Problems.lineOf(first));
                }
            });
        }
        return List.copyOf(read.keySet());
    }

    /** The elements of a list, or the single one; none where there are more than {@code most}, which is noted. */
    List<Node> items(String key, int most) {
        Node value = take(key);
        if (value == null) {
            return List.of();
        }
        List<Node> items = value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
        if (items.size() <= most) {
            return items;
        }
        problems.add(
                value, String.format(Locale.ROOT, "%s takes at most %,d entries, not %,d", key, most, items.size()));
        return List.of();
    }

    private <T> Optional<T> parse(Node value, String key, String expected, Function<String, Optional<T>> parser) {
        Optional<T> parsed = text(value).flatMap(parser);
        if (parsed.isEmpty()) {
            wrong(value, key, expected);
        }
        return parsed;
    }

    void wrong(Node value, String key, String expected) {
        problems.add(value, key + " takes " + expected + ", not " + described(value));
    }

    /** A problem of this mapping as a whole; of what is no mapping, that has been told. */
    void wrong(String problem) {
        if (node instanceof MappingNode) {
            problems.add(node, problem);
        }
    }

    /** Notes the keys that were not asked for. */
    void end() {
        keys.forEach((key, at) -> {
            if (!asked.contains(key)) {
                problems.add(at, "unknown key " + shown(key) + "; known here: " + String.join(", ", asked));
            }
        });
    }

    private static String described(Node value) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? "nothing" : shown(scalar.getValue());
        }
        return value instanceof SequenceNode ? "a list" : "a mapping";
    }

    static String shown(String text) {
        String cut = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "\u2026" : text;
        return cut.replaceAll("\\p{Cntrl}", "\ufffd");
    }

    static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar
                        && !isFlag(node)
                        && !isNothing(node)
                        && number(node).isEmpty()
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    private static Optional<String> number(Node node) {
        return plain(node).filter(word -> word.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?"));
    }

    private static boolean isFlag(Node node) {
        return plain(node)
                .filter(word -> word.equals("true") || word.equals("false"))
                .isPresent();
    }

    private static boolean isNothing(Node node) {
        return plain(node)
                .filter(word -> word.isEmpty() || word.equals("null") || word.equals("~"))
                .isPresent();
    }

    private static Optional<String> plain(Node node) {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }
}
