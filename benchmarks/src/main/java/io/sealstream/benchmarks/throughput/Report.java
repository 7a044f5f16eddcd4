package io.sealstream.benchmarks.throughput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealstream.benchmarks.throughput.Stages.Stage;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run found: as one JSON object, schema {@value #SCHEMA}, and as a table for a person. */
final class Report {
    static final String SCHEMA = "sealstream.bench/1";

    /** The JSON Schema, as a resource of this class. */
    static final String SCHEMA_RESOURCE = "sealstream.bench-1.schema.json";

    /** What small mail is given beside the arithmetic, in microseconds. */
    private static final double SMALL_ALLOWANCE = 10;

    private final ObjectNode json = new JsonMapper().createObjectNode().put("schema", SCHEMA);
    private final StringBuilder table = new StringBuilder();
    private double cpuMicrosOfLastPart;

    /** Where and on what it ran. */
    void setting(String mode, int slots, String provider, long corpusMessages, long corpusBytes) {
        json.put("mode", mode).put("slots", slots);
        json.put("cryptoProvider", provider);
        json.put("java", Runtime.version().toString())
                .put("processors", Runtime.getRuntime().availableProcessors());
        json.putObject("corpus").put("messages", corpusMessages).put("bytes", corpusBytes);
        line("%s, %d slot%s, %s, Java %s", mode, slots, slots == 1 ? "" : "s", provider, Runtime.version());
        line("corpus of %,d messages of %,d octets in the mean", corpusMessages, corpusBytes / corpusMessages);
        line("");
    }

    /** The figures of the mode that was asked for. */
    void measured(Measured measured) {
        json.put("messages", measured.messages()).put("bytes", measured.bytes());
        json.put("cpuMicrosPerMessage", round(measured.cpuMicrosPerMessage()));
        json.put("wallMessagesPerSecond", round(measured.messagesPerSecond()));
        json.put("wallMegabytesPerSecond", round(measured.megabytesPerSecond()));
        json.put("allocatedBytesPerMessage", Math.round(measured.allocatedBytesPerMessage()));
        json.put("gcMillis", measured.usage().gcMillis());
        json.put("peakRssBytes", Meter.peakRssBytes());
        json.put("dnsCacheHitRatio", round(measured.dnsCacheHitRatio()));
        row("CPU a message", "µs", measured.cpuMicrosPerMessage());
        row("messages a second", "", measured.messagesPerSecond());
        row("mail a second", "MB", measured.megabytesPerSecond());
        row("allocated a message", "octets", measured.allocatedBytesPerMessage());
        row("garbage collection", "ms", measured.usage().gcMillis());
        row("peak memory", "MB", Meter.peakRssBytes() / 1e6);
        row("DNS cache hits", "%", 100 * measured.dnsCacheHitRatio());
    }

    /** What was measured beside, in the same run. */
    void part(String name, Measured measured) {
        part(name, measured, "");
    }

    /** What was measured with one thing more than the part before it. */
    void addition(String name, Measured measured) {
        addition(name, measured, cpuMicrosOfLastPart);
    }

    /** What was measured with one thing more than a part that was not the last. */
    void addition(String name, Measured measured, Measured without) {
        addition(name, measured, without.cpuMicrosPerMessage());
    }

    private void addition(String name, Measured measured, double cpuMicrosWithout) {
        part(name, measured, String.format(Locale.ROOT, "%+.1f µs", measured.cpuMicrosPerMessage() - cpuMicrosWithout));
    }

    private void part(String name, Measured measured, String added) {
        ObjectNode part = json.withObjectProperty("parts").putObject(name);
        part.put("messages", measured.messages());
        part.put("cpuMicrosPerMessage", round(measured.cpuMicrosPerMessage()));
        part.put("compilerMicrosPerMessage", round(measured.compilerMicrosPerMessage()));
        part.put("wallMessagesPerSecond", round(measured.messagesPerSecond()));
        part.put("allocatedBytesPerMessage", Math.round(measured.allocatedBytesPerMessage()));
        cpuMicrosOfLastPart = measured.cpuMicrosPerMessage();
        line(
                "  %-24s %12.1f µs  compiler %5.1f µs  %,9.0f/s  %s",
                name,
                measured.cpuMicrosPerMessage(),
                measured.compilerMicrosPerMessage(),
                measured.messagesPerSecond(),
                added);
    }

    void stages(Map<Stage, Double> micros) {
        double sum = micros.values().stream().mapToDouble(Double::doubleValue).sum();
        ObjectNode stages = json.putObject("stages");
        line("");
        micros.forEach((stage, taken) -> {
            stages.putObject(stage.word()).put("micros", round(taken)).put("share", round(taken / sum));
            line("  %-24s %12.1f µs  %3.0f %%", stage.word(), taken, 100 * taken / sum);
        });
    }

    /** Beside openssl, before and after. */
    void openSsl(OpenSsl openSsl, Measured measured) {
        double hash = openSsl.sha256Micros(measured.bytesPerMessage());
        json.put("opensslRsa2048Micros", round(openSsl.rsa2048Micros()));
        json.put("opensslSha256MegabytesPerSecond", round(openSsl.sha256MegabytesPerSecond()));
        json.put("ratioToRsa2048", round(measured.cpuMicrosPerMessage() / openSsl.rsa2048Micros()));
        json.put("ratioToSha256", round(measured.cpuMicrosPerMessage() / hash));
        line("");
        row("openssl RSA-2048", "µs", openSsl.rsa2048Micros());
        row("openssl SHA-256", "MB/s", openSsl.sha256MegabytesPerSecond());
        row("ratio to one RSA-2048", "", measured.cpuMicrosPerMessage() / openSsl.rsa2048Micros());
        row("ratio to SHA-256 of it all", "", measured.cpuMicrosPerMessage() / hash);
    }

    /** @param openSslMicros of the arithmetic that each of the small messages needs */
    void small(Measured measured, @Nullable Double openSslMicros) {
        ObjectNode small = json.putObject("smallMail");
        small.put("messages", measured.messages());
        small.put("cpuMicrosPerMessage", round(measured.cpuMicrosPerMessage()));
        small.put("allocatedBytesPerMessage", Math.round(measured.allocatedBytesPerMessage()));
        row("small mail (< 13 KB)", "µs", measured.cpuMicrosPerMessage());
        if (openSslMicros != null) {
            double ratio = measured.cpuMicrosPerMessage() / (openSslMicros + SMALL_ALLOWANCE);
            small.put("opensslMicros", round(openSslMicros)).put("ratio", round(ratio));
            row("  to openssl's and 10 µs", "", ratio);
        }
    }

    /** By what the program printed before and after. */
    void floor(JsonNode before, JsonNode after, double cpuMicros) {
        double total = (before.path("total").asDouble() + after.path("total").asDouble()) / 2;
        json.putObject("floor").put("micros", round(total)).set("before", before);
        json.withObjectProperty("floor").set("after", after);
        json.put("ratioToFloor", round(cpuMicros / total));
        row("floor", "µs", total);
        row("ratio to the floor", "", cpuMicros / total);
    }

    /** Something that a person should know of the figures. */
    void note(String text) {
        json.withArrayProperty("notes").add(text);
        line("note: %s", text);
    }

    ObjectNode json() {
        return json;
    }

    String table() {
        return table.toString();
    }

    private void row(String what, String unit, double value) {
        line("%-26s %12s %s", what, String.format(Locale.ROOT, value < 100 ? "%,.2f" : "%,.0f", value), unit);
    }

    private void line(String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    private static double round(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
