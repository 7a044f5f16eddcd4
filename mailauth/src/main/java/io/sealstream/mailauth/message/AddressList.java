package io.sealstream.mailauth.message;

import io.sealstream.mailauth.message.AddressLexer.Kind;
import io.sealstream.mailauth.message.AddressLexer.Token;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An {@code address-list} (RFC 5322 §3.4), with what is obsolete (§4.4) and what is wrong told apart. Time is linear in the
 * octets: every token belongs to one element of the list, and is looked at a fixed number of times.
 */
final class AddressList {
    /** An address as written, without comments and white space; a literal keeps its brackets. */
    record Address(String localPart, String domain) {}

    private final byte[] bytes;
    private final List<Token> tokens;
    private final int lastClosingAngle;
    private final List<Address> addresses = new ArrayList<>();
    private final Set<FromDefect> defects = EnumSet.noneOf(FromDefect.class);

    private AddressList(byte[] bytes, List<Token> tokens) {
        this.bytes = bytes;
        this.tokens = tokens;
        int last = tokens.size() - 1;
        while (last >= 0 && !tokens.get(last).is('>')) {
            last--;
        }
        this.lastClosingAngle = last;
    }

    static AddressList parse(byte[] bytes, int start, int end) {
        AddressList list = new AddressList(bytes, AddressLexer.tokens(bytes, start, end));
        list.readElements();
        return list;
    }

    List<Address> addresses() {
        return addresses;
    }

    Set<FromDefect> defects() {
        return defects;
    }

    private void readElements() {
        boolean textWithoutAddress = false;
        int start = 0;
        while (start < tokens.size()) {
            int end = elementEnd(start);
            int known = addresses.size();
            if (end < tokens.size() && tokens.get(end).is(':')) {
                readGroupName(start, end);
            } else if (skipComments(start, end) == end) {
                noteEmptyElement(start, end);
            } else {
                readMailbox(start, end);
                textWithoutAddress |= addresses.size() == known;
            }
            start = end + 1;
        }
        if (textWithoutAddress && !addresses.isEmpty()) {
            defects.add(FromDefect.UNQUOTED_COMMA);
        }
    }

    /** The comma, semicolon or colon outside angle brackets that ends the element, or the end of the field. */
    private int elementEnd(int start) {
        boolean inAngle = false;
        for (int i = start; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is('<')) {
                inAngle = i < lastClosingAngle;
            } else if (token.is('>')) {
                inAngle = false;
            } else if (!inAngle && (token.is(',') || token.is(';') || token.is(':'))) {
                return i;
            }
        }
        return tokens.size();
    }

    /** RFC 5322 §3.4. An at sign has no place in the name: a mail reader may take it for an address. */
    private void readGroupName(int start, int end) {
        defects.add(FromDefect.GROUP);
        if (indexOf('@', start, end) < end) {
            defects.add(FromDefect.UNPARSABLE);
            readMailbox(start, end);
        }
    }

    /** Nothing between two commas (RFC 5322 §4.4); beside the ends of a group nothing is expected. */
    private void noteEmptyElement(int start, int end) {
        boolean afterGroupMark = start > 0
                && (tokens.get(start - 1).is(';') || tokens.get(start - 1).is(':'));
        boolean endsGroup = end < tokens.size() && tokens.get(end).is(';');
        if (!afterGroupMark && !endsGroup) {
            defects.add(FromDefect.OBSOLETE_SYNTAX);
        }
    }

    private void readMailbox(int start, int end) {
        int open = indexOf('<', start, end);
        if (open == end) {
            readBareAddress(start, end);
            return;
        }
        checkDisplayName(start, open);
        int close = indexOf('>', open, end);
        if (close == end) {
            defects.add(FromDefect.UNPARSABLE);
        }
        readAngleAddress(open + 1, close);
        if (close + 1 < end) {
            defects.add(FromDefect.TEXT_AFTER_ADDRESS);
            readTrailingAddresses(close + 1, end);
        }
    }

    private void checkDisplayName(int start, int open) {
        if (open > start && !tokens.get(open).spaced()) {
            defects.add(FromDefect.NO_SPACE_BEFORE_ANGLE_BRACKET);
        }
        for (Token token : tokens.subList(start, open)) {
            if (token.is('.')) {
                defects.add(FromDefect.OBSOLETE_SYNTAX); // RFC 5322 §4.1, obs-phrase
            } else if (!token.isWord() && !token.isComment()) {
                defects.add(FromDefect.UNPARSABLE);
            }
        }
    }

    /** Text after an address is no part of it; but another address there is one that a mail reader may show. */
    private void readTrailingAddresses(int start, int end) {
        int open = indexOf('<', start, end);
        while (open < end) {
            defects.add(FromDefect.UNPARSABLE);
            int close = indexOf('>', open, end);
            readAngleAddress(open + 1, close);
            open = indexOf('<', close, end);
        }
    }

    private void readAngleAddress(int start, int end) {
        int from = skipComments(start, end);
        if (from < end && tokens.get(from).is('@')) {
            int colon = indexOf(':', from, end);
            if (colon < end) {
                defects.add(FromDefect.OBSOLETE_SYNTAX); // RFC 5322 §4.4, obs-route
                from = colon + 1;
            }
        }
        readSpecs(from, end, FromDefect.UNPARSABLE, FromDefect.UNPARSABLE);
    }

    private void readBareAddress(int start, int end) {
        if (indexOf('@', start, end) == end) {
            noteQuotedAddress(start, end);
            return;
        }
        readSpecs(start, end, FromDefect.NO_ANGLE_BRACKETS, FromDefect.TEXT_AFTER_ADDRESS);
        if (tokens.get(end - 1).isComment()) {
            defects.add(FromDefect.TEXT_AFTER_ADDRESS);
        }
    }

    private void noteQuotedAddress(int start, int end) {
        for (Token token : tokens.subList(start, end)) {
            if (token.kind() == Kind.QUOTED && text(token).indexOf('@') >= 0) {
                defects.add(FromDefect.ADDRESS_IN_QUOTES);
            }
        }
    }

    /** Every {@code addr-spec} (RFC 5322 §3.4.1) among the tokens; {@code before} and {@code after} say what other text there is. */
    private void readSpecs(int start, int end, FromDefect before, FromDefect after) {
        int from = start;
        int at = indexOf('@', from, end);
        while (at < end) {
            int localStart = localPartStart(from, at);
            int domainEnd = domainEnd(at + 1, end);
            if (skipComments(from, localStart) < localStart) {
                defects.add(before);
            }
            if (from > start || localStart == at || !isDotted(localStart, at)) {
                defects.add(FromDefect.UNPARSABLE); // a second address without a comma, or no local part
            }
            addresses.add(new Address(join(localStart, at), join(at + 1, domainEnd)));
            noteObsolete(localStart, domainEnd);
            from = domainEnd;
            at = indexOf('@', from, end);
        }
        if (from > start && skipComments(from, end) < end) {
            defects.add(after);
        }
    }

    /** Backwards over words and dots, as long as a dot stands between two words. */
    private int localPartStart(int start, int at) {
        int first = at;
        boolean wordMayPrecede = true;
        for (int i = at - 1; i >= start; i--) {
            Token token = tokens.get(i);
            if (token.is('.') || (token.isWord() && wordMayPrecede)) {
                first = i;
                wordMayPrecede = token.is('.');
            } else if (!token.isComment()) {
                break;
            }
        }
        return first;
    }

    /** Forwards over a literal, or over atoms and dots, as long as a dot stands between two atoms. */
    private int domainEnd(int start, int end) {
        int last = start;
        boolean atomMayFollow = true;
        for (int i = start; i < end; i++) {
            Token token = tokens.get(i);
            if (token.kind() == Kind.LITERAL && last == start) {
                return i + 1;
            }
            if (token.is('.') || (token.kind() == Kind.ATOM && atomMayFollow)) {
                last = i + 1;
                atomMayFollow = token.is('.');
            } else if (!token.isComment()) {
                break;
            }
        }
        return last;
    }

    /** {@code word *("." word)} (RFC 5322 §4.4, obs-local-part). */
    private boolean isDotted(int start, int end) {
        boolean wordExpected = true;
        for (int i = start; i < end; i++) {
            if (tokens.get(i).isComment()) {
                continue;
            }
            if (tokens.get(i).isWord() != wordExpected) {
                return false;
            }
            wordExpected = !wordExpected;
        }
        return !wordExpected;
    }

    /** Comments and white space between the parts of an address (RFC 5322 §4.4). */
    private void noteObsolete(int start, int end) {
        for (int i = start; i < end; i++) {
            Token token = tokens.get(i);
            if (token.isComment() || (i > start && token.spaced())) {
                defects.add(FromDefect.OBSOLETE_SYNTAX);
            }
        }
    }

    private int indexOf(char special, int start, int end) {
        for (int i = start; i < end; i++) {
            if (tokens.get(i).is(special)) {
                return i;
            }
        }
        return end;
    }

    private int skipComments(int start, int end) {
        int i = start;
        while (i < end && tokens.get(i).isComment()) {
            i++;
        }
        return i;
    }

    private String join(int start, int end) {
        StringBuilder joined = new StringBuilder();
        for (Token token : tokens.subList(start, end)) {
            if (!token.isComment()) {
                joined.append(text(token));
            }
        }
        return joined.toString();
    }

    private String text(Token token) {
        return new String(bytes, token.start(), token.end() - token.start(), StandardCharsets.UTF_8);
    }
}
