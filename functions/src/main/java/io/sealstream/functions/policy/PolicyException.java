package io.sealstream.functions.policy;

import java.util.List;

/** A policy that cannot be used. Each problem is one line for a person, naming file and line where there is one. */
public final class PolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // lists made by List.of and List.copyOf travel
    private final List<String> problems;

    public PolicyException(String problem) {
        this(List.of(problem));
    }

    /** @param problems at least one */
    PolicyException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
