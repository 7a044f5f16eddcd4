package io.sealstream.mailauth.signature;

import io.sealstream.mailauth.dns.Answer;
import java.util.List;

/**
 * The key records at a selector. There should be one (RFC 6376 §3.6.2.2); where there are more, each is tried.
 *
 * @param records without those that are no key records, unless all are none; empty only where the answer has no text
 */
public record KeyRecords(List<PublicKeyRecord> records) {
    /** Records beyond this number are not tried. */
    public static final int MAX_RECORDS = 8;

    static KeyRecords parse(Answer answer, CryptoProvider provider) {
        List<PublicKeyRecord> all = answer.texts().stream()
                .limit(MAX_RECORDS)
                .map(text -> PublicKeyRecord.parse(text, provider)
                        .compromisedFrom(answer.observation().compromisedFrom(text)))
                .toList();
        List<PublicKeyRecord> keys = all.stream()
                .filter(key -> key.defect() != PublicKeyRecord.Defect.VERSION)
                .toList();
        return new KeyRecords(keys.isEmpty() ? all : keys);
    }
}
