package io.sealstream.mailauth.dns;

/** The data of one resource record, by the types of {@link RecordType}. */
public sealed interface Rdata {
    /** The master-file text (RFC 1035 §5.1); TXT strings are joined without a space (RFC 7208 §3.3) and stand unquoted. */
    String text();

    /** A or AAAA. */
    record Address(IpAddress address) implements Rdata {
        @Override
        public String text() {
            return address.toString();
        }
    }

    /** MX: lower preference first; the null MX (RFC 7505) has the root as its exchange. */
    record MailExchange(int preference, DomainName exchange) implements Rdata {
        @Override
        public String text() {
            return preference + " " + exchange + ".";
        }
    }

    /** PTR. */
    record Pointer(DomainName target) implements Rdata {
        @Override
        public String text() {
            return target + ".";
        }
    }

    /** TXT: all character strings of the record joined; one char is one octet (ISO 8859-1). */
    record Text(String text) implements Rdata {}
}
