package io.sealstream.benchmarks.corpus;

import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.dns.IpAddress;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a message of the corpus: a line of {@code manifest.tsv}.
 *
 * @param file below {@code msg/}; the message's id
 * @param size octets
 * @param signatures of each DKIM signature from the bottom its kind: {@code 2048}, {@code 1024} (RSA) or {@code ed}
 * @param tampered whether the body was changed after signing and sealing
 * @param arcSets how many ARC sets it has
 * @param authorized whether SPF passes
 * @param headerSize octets up to the body
 * @param receivedAt null: not given
 */
public record CorpusMessage(
        String file,
        String clientIp,
        String helo,
        String mailFrom,
        int size,
        List<String> signatures,
        boolean tampered,
        int arcSets,
        boolean authorized,
        int headerSize,
        @Nullable Instant receivedAt) {
    /** The name of the file with a line for each message. */
    public static final String MANIFEST = "manifest.tsv";

    /** The folder with the messages. */
    public static final String MESSAGES = "msg";

    static final String RECIPIENT = "user@recipient.test";
    private static final int LEAST_COLUMNS = 10;

    /** This message as it came from its MTA. */
    public Mail mail(byte[] bytes) {
        Envelope envelope =
                new Envelope(IpAddress.parse(clientIp).orElse(null), helo, mailFrom, List.of(RECIPIENT), receivedAt);
        return new Mail(file, Mail.Origin.file(file, 0), Mail.Fidelity.WIRE, envelope, bytes);
    }

    String line() {
        return String.join(
                "\t",
                file,
                clientIp,
                helo,
                mailFrom,
                Integer.toString(size),
                signatures.isEmpty() ? "-" : String.join(",", signatures),
                tampered ? "1" : "0",
                Integer.toString(arcSets),
                authorized ? "1" : "0",
                Integer.toString(headerSize),
                String.valueOf(receivedAt));
    }

    /** Reads a line; empty where it is none. The last column may be missing. */
    static Optional<CorpusMessage> parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length < LEAST_COLUMNS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CorpusMessage(
                    columns[0],
                    columns[1],
                    columns[2],
                    columns[3],
                    Integer.parseInt(columns[4]),
                    columns[5].equals("-") ? List.of() : List.of(columns[5].split(",")),
                    columns[6].equals("1"),
                    Integer.parseInt(columns[7]),
                    columns[8].equals("1"),
                    Integer.parseInt(columns[9]),
                    columns.length > LEAST_COLUMNS ? Instant.parse(columns[LEAST_COLUMNS]) : null));
        } catch (NumberFormatException | DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
