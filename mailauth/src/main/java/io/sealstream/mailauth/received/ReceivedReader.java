package io.sealstream.mailauth.received;

import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.received.ReceivedTokens.Token;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the clauses of a Received field (RFC 5321 §4.4), in any order and with words that no grammar has. */
final class ReceivedReader {
    private enum Clause {
        NOTHING,
        FROM,
        BY,
        VIA,
        WITH,
        ID,
        FOR
    }

    private final TcpInfo tcpInfo = new TcpInfo();
    private Clause clause = Clause.NOTHING;
    private boolean valueNext;
    private boolean doubled;
    private @Nullable String from;
    private @Nullable String by;
    private @Nullable StringBuilder with;
    private @Nullable String id;
    private @Nullable String forPath;

    private ReceivedReader() {}

    static Optional<ReceivedField> read(String value) {
        return ReceivedTokens.of(value).flatMap(tokens -> new ReceivedReader().read(tokens));
    }

    private Optional<ReceivedField> read(ReceivedTokens tokens) {
        for (Token token : tokens.tokens()) {
            if (token.comment()) {
                if (clause == Clause.FROM) {
                    valueNext = false; // an empty HELO
                    tcpInfo.read(token.text());
                }
            } else if (valueNext) {
                valueNext = false;
                value(token.text());
            } else {
                Clause keyword = keyword(token.text());
                if (keyword != Clause.NOTHING) {
                    clause = keyword;
                    valueNext = true;
                } else if (clause == Clause.WITH && with != null) {
                    with.append(' ').append(token.text());
                }
            }
        }
        return doubled ? Optional.empty() : Optional.of(field(tokens.tail()));
    }

    private static Clause keyword(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "from" -> Clause.FROM;
            case "by" -> Clause.BY;
            case "via" -> Clause.VIA;
            case "with" -> Clause.WITH;
            case "id" -> Clause.ID;
            case "for" -> Clause.FOR;
            default -> Clause.NOTHING;
        };
    }

    private void value(String word) {
        switch (clause) {
            case FROM -> {
                doubled |= from != null;
                from = word;
            }
            case BY -> {
                doubled |= by != null;
                by = TcpInfo.withoutTrailingDot(word);
            }
            case WITH ->
                with = with == null ? new StringBuilder(word) : with.append(' ').append(word);
            case ID -> id = id == null ? word : id;
            case FOR -> forPath = forPath == null ? withoutAngleBrackets(word) : forPath;
            case VIA, NOTHING -> {}
        }
    }

    private ReceivedField field(String date) {
        String helo = tcpInfo.helo() == null ? from : tcpInfo.helo();
        return new ReceivedField(
                from == null ? null : TcpInfo.withoutTrailingDot(from),
                helo,
                tcpInfo.host(),
                clientIp(),
                tcpInfo.ambiguous(),
                by,
                with == null ? null : with.toString(),
                id,
                forPath,
                DateTime.parse(date).orElse(null));
    }

    /** An address after {@code from} is the server's word only where the HELO name stands in a comment; else it is the HELO. */
    private @Nullable IpAddress clientIp() {
        if (tcpInfo.ambiguous() || tcpInfo.address() != null || tcpInfo.helo() == null || from == null) {
            return tcpInfo.ambiguous() ? null : tcpInfo.address();
        }
        return TcpInfo.address(from, false).orElse(null);
    }

    private static String withoutAngleBrackets(String path) {
        return path.length() >= 2 && path.startsWith("<") && path.endsWith(">")
                ? path.substring(1, path.length() - 1)
                : path;
    }
}
