package io.sealstream.mailauth.message;

import io.sealstream.mailauth.dns.DomainName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the author addresses (RFC 5322 §3.4 and §4.4, RFC 6532, RFC 6854) from the raw octets of every From field. What a mail
 * reader could take for an address is read, and what is wrong with it is told: an author that is overlooked is a way around DMARC.
 * Not read as addresses are what stands in quotes, in a comment or in an encoded word, and the text before an address in angle brackets.
 */
public final class FromParser {
    /** From fields beyond this number are not read. */
    public static final int MAX_FIELDS = 10;
    /** Of a longer field value, only the addresses whose comma stands within so many octets are read. */
    public static final int MAX_OCTETS = 65_536;
    /** Addresses beyond this number are not read. */
    public static final int MAX_ADDRESSES = 100;
    /** Parentheses nested deeper are no comments. */
    public static final int MAX_COMMENT_DEPTH = AddressLexer.MAX_COMMENT_DEPTH;

    /** In chars, a trailing dot included: a longer text is no domain name (RFC 1035 §3.1), and is not converted. */
    private static final int MAX_DOMAIN = 254;

    /** RFC 5322 permits the first three (§3.6.2), and the rules of 2017-11 name none of the four. */
    private static final Set<FromDefect> ALLOWED_BY_MICROSOFT = Collections.unmodifiableSet(EnumSet.of(
            FromDefect.SEVERAL_ADDRESSES, FromDefect.SEVERAL_DOMAINS, FromDefect.GROUP, FromDefect.OBSOLETE_SYNTAX));

    private final Set<FromDefect> defects = EnumSet.noneOf(FromDefect.class);
    private final Set<DomainName> domains = new LinkedHashSet<>();
    private final List<String> addresses = new ArrayList<>();

    private FromParser() {}

    /** The From of the message; never throws, and says what it could not read in {@link From#defects()}. */
    public static From parse(Message message) {
        List<HeaderField> fields = message.fields("from");
        FromParser parser = new FromParser();
        for (HeaderField field : fields.subList(0, Math.min(fields.size(), MAX_FIELDS))) {
            parser.read(field);
        }
        return parser.result(fields.size());
    }

    private void read(HeaderField field) {
        int end = field.end();
        if (end - field.valueStart() > MAX_OCTETS) {
            defects.add(FromDefect.TOO_LONG);
            end = field.valueStart() + MAX_OCTETS;
            while (end > field.valueStart() && field.bytes()[end - 1] != ',') {
                end--;
            }
        }
        AddressList list = AddressList.parse(field.bytes(), field.valueStart(), end);
        defects.addAll(list.defects());
        list.addresses().forEach(this::add);
    }

    private void add(AddressList.Address address) {
        if (addresses.size() == MAX_ADDRESSES) {
            defects.add(FromDefect.TOO_LONG);
            return;
        }
        addresses.add(address.localPart() + '@' + address.domain());
        usableDomain(address.domain()).ifPresentOrElse(domains::add, () -> defects.add(FromDefect.UNUSABLE_DOMAIN));
    }

    /** Several labels of letters, digits, hyphens and underscores, U-labels converted (RFC 8616 §2), not ending in a number. */
    private static Optional<DomainName> usableDomain(String text) {
        if (text.length() > MAX_DOMAIN) {
            return Optional.empty();
        }
        return DomainName.parse(text).filter(name -> name.labelCount() > 1 && isHostName(name.toString()));
    }

    private static boolean isHostName(String name) {
        boolean number = true; // the label under way is
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                number = true;
            } else if (isDigit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_') {
                number &= isDigit(c);
            } else {
                return false;
            }
        }
        return !number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private From result(int fields) {
        note(fields == 0, FromDefect.MISSING);
        note(fields > 0 && addresses.isEmpty(), FromDefect.NO_ADDRESS);
        note(fields > 1, FromDefect.SEVERAL_FIELDS); // RFC 5322 §3.6
        note(fields > MAX_FIELDS, FromDefect.TOO_LONG);
        note(addresses.size() > 1, FromDefect.SEVERAL_ADDRESSES);
        note(domains.size() > 1, FromDefect.SEVERAL_DOMAINS);
        return new From(
                List.copyOf(domains),
                List.copyOf(addresses),
                ALLOWED_BY_MICROSOFT.containsAll(defects),
                Collections.unmodifiableSet(defects));
    }

    private void note(boolean present, FromDefect defect) {
        if (present) {
            defects.add(defect);
        }
    }
}
