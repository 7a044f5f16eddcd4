package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.HashAlgorithm;
import io.sealstream.mailauth.signature.PublicKeyRecord;
import io.sealstream.mailauth.signature.PublicKeyRecord.Defect;
import io.sealstream.mailauth.signature.SignatureAlgorithm.KeyType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a domain publishes at a selector, before any mail: its keys, where an alias leads, and what is weak in it.
 *
 * @param name where the key records are: the selector under {@code _domainkey} of the domain
 * @param cnames the aliases from there, in order; the last one owns the records
 * @param records the texts, as published
 * @param keys what they say, those that are no key records left out unless all are none
 * @param findings empty: a key that any verifier takes
 */
public record SelectorPosture(
        String selector,
        DomainName name,
        List<DomainName> cnames,
        List<String> records,
        List<PublicKeyRecord> keys,
        Set<Finding> findings) {
    /** What signers should have at least; a shorter one still verifies (RFC 8301 §3.2). */
    public static final int RECOMMENDED_RSA_BITS = 2048;

    /** What an owner should know of a selector. */
    public enum Finding {
        /** The name does not exist, or has no TXT record. */
        NO_KEY,
        /** More than one record: which one a verifier takes is undefined (RFC 6376 §3.6.2.2). */
        SEVERAL_RECORDS,
        /** A record with another version than DKIM1 (RFC 6376 §3.6.1). */
        WRONG_VERSION,
        /** A record, or a key in one, that does not parse. */
        SYNTAX_ERROR,
        /** {@code p=} is empty (RFC 6376 §3.6.1). */
        REVOKED,
        /** {@code k=} is none that is known. */
        UNKNOWN_KEY_TYPE,
        /** RSA below 1024 bits: never verifies (RFC 8301 §3.2). */
        KEY_TOO_SMALL,
        /** RSA from 1024 to 2047 bits: verifies, and should be longer (RFC 8301 §3.2). */
        KEY_SHORT,
        /** RSA above what verifiers compute with. */
        KEY_TOO_LARGE,
        /** {@code h=} leaves nothing but what no verifier takes (RFC 8301 §3.1). */
        NO_USABLE_HASH,
        /** {@code s=} leaves e-mail out. */
        NOT_FOR_EMAIL,
        /** {@code t=y}: verifiers are asked to treat signed mail as unsigned (RFC 6376 §3.6.1). */
        TESTING,
        /** The private key is public: a signature proves nothing. */
        COMPROMISED,
        DNS_FAILURE,
        NOT_OBSERVED
    }

    /** Where the domain has its key for a selector (RFC 6376 §3.6.2.1); empty where that is no domain name. */
    public static Optional<DomainName> nameOf(String selector, DomainName domain) {
        return domain.under(selector + "._domainkey");
    }

    /**
     * The posture of a selector, in one question.
     *
     * @param name of {@link #nameOf}
     * @param asOf when it has to hold: what was seen at another time only is not observed
     */
    public static SelectorPosture of(String selector, DomainName name, Dns dns, AsOf asOf, CryptoProvider provider) {
        Answer answer = dns.lookup(Question.txt(name));
        Set<Finding> findings = EnumSet.noneOf(Finding.class);
        if (answer.outcome() == Outcome.FAILED) {
            findings.add(Finding.DNS_FAILURE);
        } else if (!asOf.isWitness(answer)) {
            findings.add(Finding.NOT_OBSERVED);
        } else if (answer.texts().isEmpty()) {
            findings.add(Finding.NO_KEY);
        } else {
            return read(selector, name, answer, asOf, provider);
        }
        return new SelectorPosture(selector, name, answer.cnames(), List.of(), List.of(), findings);
    }

    private static SelectorPosture read(
            String selector, DomainName name, Answer answer, AsOf asOf, CryptoProvider provider) {
        List<PublicKeyRecord> keys = provider.keys(answer).records();
        Set<Finding> findings = EnumSet.noneOf(Finding.class);
        note(findings, answer.texts().size() > 1, Finding.SEVERAL_RECORDS);
        note(findings, keys.stream().anyMatch(key -> key.isCompromised(asOf.receivedAt())), Finding.COMPROMISED);
        keys.forEach(key -> noteWeaknesses(findings, key));
        return new SelectorPosture(
                selector, name, answer.cnames(), answer.texts(), keys, Collections.unmodifiableSet(findings));
    }

    private static void noteWeaknesses(Set<Finding> findings, PublicKeyRecord key) {
        note(findings, key.testing(), Finding.TESTING);
        if (key.defect() != Defect.NONE) {
            findings.add(ofDefect(key.defect()));
            return;
        }
        if (key.type() == KeyType.RSA && key.bits() < RECOMMENDED_RSA_BITS) {
            boolean refused = key.bits() < PublicKeyRecord.MIN_RSA_BITS;
            findings.add(refused ? Finding.KEY_TOO_SMALL : Finding.KEY_SHORT);
        }
        note(findings, !key.allows(HashAlgorithm.SHA256), Finding.NO_USABLE_HASH);
        note(findings, !key.email(), Finding.NOT_FOR_EMAIL);
    }

    private static Finding ofDefect(Defect defect) {
        return switch (defect) {
            case VERSION -> Finding.WRONG_VERSION;
            case REVOKED -> Finding.REVOKED;
            case UNKNOWN_TYPE -> Finding.UNKNOWN_KEY_TYPE;
            case TOO_SMALL -> Finding.KEY_TOO_SMALL;
            case TOO_LARGE -> Finding.KEY_TOO_LARGE;
            case SYNTAX, NONE -> Finding.SYNTAX_ERROR;
        };
    }

    private static void note(Set<Finding> findings, boolean present, Finding finding) {
        if (present) {
            findings.add(finding);
        }
    }
}
