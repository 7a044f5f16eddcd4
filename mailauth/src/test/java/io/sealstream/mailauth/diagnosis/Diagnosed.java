package io.sealstream.mailauth.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.diagnosis.Repair.Kind;
import io.sealstream.mailauth.diagnosis.Repair.Proof;
import io.sealstream.mailauth.dkim.Dkim;
import io.sealstream.mailauth.dkim.DkimExamination;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimResult.Check;
import io.sealstream.mailauth.dkim.DkimSettings;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Zone;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.Canonicalization;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.LiteralCanonicalization;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.SignatureField;
import io.sealstream.mailauth.signature.Signer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the diagnosis of the first signature of a message claims, with the octets that it has for it. They are held against hash
 * and signature anew by the literal reading of RFC 6376 and the JDK, without any code of the diagnosis.
 */
record Diagnosed(
        DkimResult before, DkimResult after, Optional<Restoration> body, Optional<Restoration> header, long nanos) {
    private static final long NANOS = Effort.DEFAULT_NANOS;

    /** @param key the key record, which every selector has */
    static Diagnosed of(byte[] octets, String key) {
        Zone zone = Zone.of("s1._domainkey.fabrikam.com TXT " + key);
        Message message = Message.of(octets);
        MessageHashes hashes = new MessageHashes(message);
        DkimExamination examination = Dkim.examine(message, hashes, DkimSettings.of(CryptoProvider.detect()));
        List<DkimResult> results = examination.verify(zone, AsOf.UNKNOWN, true);
        DkimResult before = results.get(0);
        Effort effort = Effort.ofNanos(NANOS);
        DkimResult after = examination.diagnose(results, zone, effort).get(0);
        assertThat(after.status()).isEqualTo(before.status());
        Optional<Restoration> body = Optional.empty();
        Optional<Restoration> header = Optional.empty();
        if (!after.repaired().isEmpty()) {
            SignatureField field =
                    SignatureField.parse(SignatureField.Kind.DKIM_SIGNATURE, message.field(before.field()));
            Effort plenty = Effort.ofNanos(20 * NANOS);
            if (after.repaired().stream().anyMatch(repair -> repair.proof() == Proof.SIGNATURE)) {
                Answer keys = zone.lookup(examination.questions().get(0));
                HeaderProof proof = HeaderProof.of(SignatureField.Kind.DKIM_SIGNATURE, field, keys, plenty);
                header = new HeaderRepair(message, field, proof).find(plenty);
            }
            if (after.repaired().stream().anyMatch(repair -> repair.proof() == Proof.BODY_HASH)) {
                body = new BodyRepair(message, new BodyProof(field, hashes.repairsLineEndings(), plenty)).find();
            }
        }
        Diagnosed diagnosed = new Diagnosed(before, after, body, header, effort.spentNanos());
        diagnosed.assertProven(new String(octets, StandardCharsets.ISO_8859_1), key);
        return diagnosed;
    }

    boolean isBroken() {
        return before.bodyHash() == Check.MISMATCH || before.signature() == Check.MISMATCH;
    }

    /** Whether all that does not match is explained: the body hash, the signature, or both. */
    boolean isNamed() {
        return isBroken()
                && (before.bodyHash() != Check.MISMATCH || body.isPresent())
                && (before.signature() != Check.MISMATCH || header.isPresent());
    }

    boolean names(Kind kind) {
        return Stream.of(body, header)
                .flatMap(Optional::stream)
                .flatMap(restoration -> restoration.repairs().stream())
                .anyMatch(repair -> repair.kind() == kind);
    }

    private void assertProven(String message, String key) {
        List<Repair> claimed = Stream.of(body, header)
                .flatMap(Optional::stream)
                .flatMap(restoration -> restoration.repairs().stream())
                .toList();
        assertThat(after.repaired()).isEqualTo(claimed);
        body.ifPresent(restoration -> assertThat(bodyMatches(message, restoration))
                .as(after.repaired().toString())
                .isTrue());
        header.ifPresent(restoration -> assertThat(headerMatches(restoration.octets(), key))
                .as(after.repaired().toString())
                .isTrue());
    }

    private boolean bodyMatches(String message, Restoration restoration) {
        String signature = signature(fields(message));
        Canonicalization canonicalization =
                tag(signature, "c").endsWith("/relaxed") ? Canonicalization.RELAXED : Canonicalization.SIMPLE;
        boolean bareLf = restoration.repairs().get(0).kind() == Kind.LINE_ENDINGS_CHANGED;
        String body = new String(restoration.octets(), StandardCharsets.ISO_8859_1);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Signer.octets(LiteralCanonicalization.body(canonicalization, body, bareLf)));
            return Base64.getEncoder().encodeToString(hash).equals(tag(signature, "bh"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean headerMatches(byte[] header, String key) {
        List<String> fields = fields(new String(header, StandardCharsets.ISO_8859_1));
        String own = signature(fields);
        Canonicalization canonicalization =
                tag(own, "c").startsWith("relaxed") ? Canonicalization.RELAXED : Canonicalization.SIMPLE;
        StringBuilder signed = new StringBuilder();
        List<String> remaining = new ArrayList<>(fields);
        for (String name : tag(own, "h").split(":", -1)) {
            for (int i = remaining.size() - 1; i >= 0; i--) {
                if (remaining.get(i).split(":", 2)[0].strip().equalsIgnoreCase(name)) {
                    signed.append(LiteralCanonicalization.field(canonicalization, remaining.remove(i)))
                            .append("\r\n");
                    break;
                }
            }
        }
        signed.append(LiteralCanonicalization.field(canonicalization, own.replaceAll("([;\\s]b=)[^;]*", "$1")));
        try {
            byte[] encoded = Base64.getDecoder().decode(key.substring(key.indexOf("p=") + 2));
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(Signer.octets(signed.toString()));
            return verifier.verify(Base64.getDecoder().decode(tag(own, "b")));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> fields(String message) {
        int end = message.indexOf("\r\n\r\n");
        String header = end < 0 ? message : message.substring(0, end);
        return List.of(header.strip().split("\r\n(?![ \t])", -1));
    }

    private static String signature(List<String> fields) {
        return fields.stream()
                .filter(field -> field.startsWith("DKIM-Signature:"))
                .findFirst()
                .orElseThrow();
    }

    private static String tag(String signature, String name) {
        for (String tag : signature.substring(signature.indexOf(':') + 1).split(";", -1)) {
            String[] pair = tag.split("=", 2);
            if (pair[0].strip().equals(name)) {
                return pair[1].replaceAll("\\s", "");
            }
        }
        return "";
    }
}
