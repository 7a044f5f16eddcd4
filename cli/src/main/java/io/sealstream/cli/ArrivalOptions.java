package io.sealstream.cli;

import io.sealstream.mailauth.AuthenticationSettings;
import io.sealstream.mailauth.AuthenticationSettings.Told;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Mail.Fidelity;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.received.Boundary;
import io.sealstream.mailauth.received.SkipListing;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the operator tells of the arrival of every message. */
final class ArrivalOptions {
    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "When the messages were received (RFC 3339, or a date): DNS is judged as of then.")
    private @Nullable String asOf;

    @Option(names = "--ip", paramLabel = "ADDRESS", description = "The client's IP address.")
    private @Nullable String ip;

    @Option(names = "--helo", paramLabel = "NAME", description = "The name that the client gave with HELO or EHLO.")
    private @Nullable String helo;

    @Option(
            names = "--mail-from",
            paramLabel = "ADDRESS",
            description = "The envelope sender; \"<>\" for the null sender.")
    private @Nullable String mailFrom;

    @Option(names = "--rcpt-to", paramLabel = "ADDRESS", description = "An envelope recipient; repeatable.")
    private List<String> rcptTo = List.of();

    @Option(
            names = "--receiver",
            paramLabel = "NAME",
            description =
                    "Whose Received lines and stamps to trust: microsoft365, google, auto, or a host pattern such as"
                            + " '*.mx.example'. Default: nobody's.")
    private @Nullable String receiver;

    @Option(
            names = "--skip-listing",
            paramLabel = "HOP",
            split = ",",
            description =
                    "Hops before the receiver to pass over, such as a filtering service: last, or networks such as"
                            + " 192.0.2.0/24. The client of the next hop is judged.")
    private List<String> skipListing = List.of();

    @Option(
            names = "--fidelity",
            paramLabel = "KIND",
            description =
                    "How near these copies are to what was received: wire, stored (files, the default) or rebuilt.")
    private @Nullable Fidelity fidelity;

    AuthenticationSettings settings() {
        AuthenticationSettings settings = AuthenticationSettings.defaults()
                .with(told())
                .with(SkipListing.parse(skipListing)
                        .orElseThrow(() -> new UsageException(
                                "--skip-listing: neither last nor a network among " + String.join(", ", skipListing))));
        if (receiver == null) {
            return settings;
        }
        return settings.with(Boundary.parse(receiver)
                .orElseThrow(() -> new UsageException("--receiver: not a receiver or a host pattern: " + receiver)));
    }

    private Told told() {
        IpAddress address = ip == null
                ? null
                : IpAddress.parse(ip).orElseThrow(() -> new UsageException("--ip: not an IP address: " + ip));
        return new Told(
                address, helo, mailFrom == null ? null : bare(mailFrom), asOf == null ? null : time("--as-of", asOf));
    }

    private static String bare(String path) {
        return path.startsWith("<") && path.endsWith(">") ? path.substring(1, path.length() - 1) : path;
    }

    /** The message to the recipients that were told, if any were. */
    Mail addressed(Mail mail) {
        return rcptTo.isEmpty() ? mail : mail.with(mail.envelope().withRcptTo(rcptTo));
    }

    @Nullable
    Fidelity fidelity() {
        return fidelity;
    }

    /** A time in RFC 3339, or a date, which is its first instant in UTC. */
    static Instant time(String option, String text) {
        try {
            return text.length() == 10
                    ? Instant.parse(text + "T00:00:00Z")
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new UsageException(option + ": not a time such as 2026-05-04T10:00:00Z or 2026-05-04: " + text);
        }
    }
}
