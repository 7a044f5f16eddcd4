package io.sealstream.functions.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.yaml.snakeyaml.nodes.Node;

/** What is wrong with a document: the first problems, each with its line. */
final class Problems {
    static final int MAX_TOLD = 20;

    private final String file;
    private final List<String> told = new ArrayList<>();
    private int untold;

    Problems(String file) {
        this.file = file;
    }

    void add(Node at, String problem) {
        add(lineOf(at), problem);
    }

    void add(int line, String problem) {
        if (told.size() < MAX_TOLD) {
            told.add(file + ":" + line + ": " + problem);
        } else {
            untold++;
        }
    }

    static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** Throws them, if there are any. */
    void check() throws PolicyException {
        if (told.isEmpty()) {
            return;
        }
        if (untold > 0) {
            told.add(String.format(Locale.ROOT, "%s: and %,d more", file, untold));
        }
        throw new PolicyException(told);
    }
}
