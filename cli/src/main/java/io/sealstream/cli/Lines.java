package io.sealstream.cli;

/** Lines under labels, as a verdict is explained. */
final class Lines {
    /** Of one kind, such as signatures; what is beyond is left out. */
    static final int MAX_OF_A_KIND = 40;

    private static final int LABEL = 10;

    private final StringBuilder text = new StringBuilder(4096);

    void line(String label, String rest) {
        text.append(label)
                .append(" ".repeat(Math.max(1, LABEL - label.length())))
                .append(rest)
                .append('\n');
    }

    /** A further line under the last label. */
    void more(String rest) {
        text.append(" ".repeat(LABEL)).append(rest).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
