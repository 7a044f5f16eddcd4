package io.sealstream.mailauth.dns;

/** A name and a record type; the class is always IN. Its text is {@code fabrikam.com TXT}. */
public record Question(DomainName name, RecordType type) {
    public static Question txt(DomainName name) {
        return new Question(name, RecordType.TXT);
    }

    @Override
    public String toString() {
        return name + " " + type;
    }
}
