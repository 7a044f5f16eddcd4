package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.dns.RecordType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Resource records: of the parser's kind, as values of ours, and as text. */
final class Records {
    private Records() {}

    static int typeCode(RecordType type) {
        return switch (type) {
            case A -> Type.A;
            case AAAA -> Type.AAAA;
            case MX -> Type.MX;
            case PTR -> Type.PTR;
            case TXT -> Type.TXT;
        };
    }

    /** Null for a type that mail authentication has no use for. */
    static @Nullable RecordType type(int code) {
        return switch (code) {
            case Type.A -> RecordType.A;
            case Type.AAAA -> RecordType.AAAA;
            case Type.MX -> RecordType.MX;
            case Type.PTR -> RecordType.PTR;
            case Type.TXT -> RecordType.TXT;
            default -> null;
        };
    }

    /** What a record says; null for other types, and where its name is none of ours. */
    static @Nullable Seen seen(Record record) {
        if (record instanceof CNAMERecord cname) {
            DomainName target = Names.domainName(cname.getTarget());
            return target == null ? null : new Seen.Alias(target);
        }
        Rdata rdata = rdata(record);
        return rdata == null ? null : new Seen.Data(rdata);
    }

    static @Nullable Rdata rdata(Record record) {
        if (record instanceof ARecord a) {
            return new Rdata.Address(IpAddress.of(a.getAddress().getAddress()));
        }
        if (record instanceof AAAARecord aaaa) {
            return new Rdata.Address(IpAddress.of(aaaa.getAddress().getAddress()));
        }
        if (record instanceof MXRecord mx) {
            DomainName exchange = Names.domainName(mx.getTarget());
            return exchange == null ? null : new Rdata.MailExchange(mx.getPriority(), exchange);
        }
        if (record instanceof PTRRecord ptr) {
            DomainName target = Names.domainName(ptr.getTarget());
            return target == null ? null : new Rdata.Pointer(target);
        }
        return record instanceof TXTRecord txt ? new Rdata.Text(joined(txt)) : null;
    }

    /** The character strings without a space between them (RFC 6376 §3.6.2.2, RFC 7208 §3.3). */
    private static String joined(TXTRecord txt) {
        StringBuilder text = new StringBuilder();
        for (Object string : txt.getStringsAsByteArrays()) {
            text.append(new String((byte[]) string, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    /** Rdata in the form of a master file, as archives write it. */
    static Rdata parse(RecordType type, String text) throws MalformedRowException {
        return switch (type) {
            case A, AAAA -> address(type, text.trim());
            case MX -> mailExchange(text.trim());
            case PTR -> new Rdata.Pointer(name(text.trim()));
            case TXT -> new Rdata.Text(CharacterStrings.parse(text));
        };
    }

    /** What {@link Rdata#text} has given, read back. */
    static Rdata ofText(RecordType type, String text) {
        try {
            return switch (type) {
                case TXT -> new Rdata.Text(text);
                case A, AAAA -> IpAddress.parse(text).map(Rdata.Address::new).orElseThrow();
                case MX, PTR -> parse(type, text);
            };
        } catch (MalformedRowException impossible) {
            throw new IllegalArgumentException(impossible.reason(), impossible); // no data of that type has such a text
        }
    }

    private static Rdata address(RecordType type, String text) throws MalformedRowException {
        boolean ofFamily = type == RecordType.AAAA == text.indexOf(':') >= 0;
        IpAddress address = ofFamily ? IpAddress.parse(text).orElse(null) : null;
        if (address == null) {
            throw new MalformedRowException("no " + type + " data: " + shown(text));
        }
        return new Rdata.Address(address);
    }

    private static Rdata mailExchange(String text) throws MalformedRowException {
        int space = text.indexOf(' ');
        int preference = space > 0 && space <= 5 ? decimal(text.substring(0, space)) : -1;
        if (preference < 0 || preference > 0xffff) {
            throw new MalformedRowException("no MX data: " + shown(text));
        }
        return new Rdata.MailExchange(preference, name(text.substring(space).trim()));
    }

    private static int decimal(String digits) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return -1;
            }
            value = value * 10 + digits.charAt(i) - '0';
        }
        return value;
    }

    static DomainName name(String text) throws MalformedRowException {
        DomainName name = Names.parse(text).orElse(null);
        if (name == null) {
            throw new MalformedRowException("no domain name: " + shown(text));
        }
        return name;
    }

    /** The text that {@link #parse} reads. */
    static String format(RecordType type, Rdata rdata) {
        if (rdata instanceof Rdata.Text text) {
            return CharacterStrings.format(text.text());
        }
        // An IPv4-mapped address in an AAAA record has become the IPv4 address.
        boolean mapped = type == RecordType.AAAA && rdata.text().indexOf(':') < 0;
        return mapped ? "::ffff:" + rdata.text() : rdata.text();
    }

    /** Foreign text in a message of ours: short, and without control characters. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), 60); i++) {
            char c = text.charAt(i);
            shown.append(c < ' ' || c == 0x7f ? '?' : c);
        }
        return text.length() > 60 ? shown.append("...").toString() : shown.toString();
    }
}
