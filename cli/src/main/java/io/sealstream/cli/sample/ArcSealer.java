package io.sealstream.cli.sample;

import java.util.List;

/**
 * Adds an ARC set to a message (RFC 8617 §5.1): the receiver's results, a signature over the message as it leaves, and a seal
 * over the chain.
 *
 * @param domain {@code d=} of seal and signature, and the authserv-id
 */
public record ArcSealer(SigningKey key, String domain, String selector) {
    private static final List<String> SET = List.of("ARC-Authentication-Results", "ARC-Message-Signature", "ARC-Seal");

    /**
     * Adds the next set.
     *
     * @param results what follows the authserv-id in ARC-Authentication-Results, such as {@code spf=pass …; dkim=pass …}
     * @param validation {@code cv=}: what became of the chain so far
     */
    public RawMessage seal(RawMessage message, String results, String validation) {
        int instance = instances(message) + 1;
        String signature = MailSigner.arc(key, domain, selector, instance)
                .andNames("DKIM-Signature")
                .signature(message);
        RawMessage signed =
                message.withOnTop(signature, SET.get(0) + ": i=" + instance + "; " + domain + ";\r\n\t" + results);
        String unsigned = SET.get(2) + ": i=" + instance + "; a=" + key.algorithm() + "; d=" + domain + "; s="
                + selector + "; cv=" + validation + ";\r\n\tb=";
        // RFC 8617 §5.1.2: a seal that says fail covers its own set only.
        int first = validation.equals("fail") ? instance : 1;
        String seal =
                MailSigner.sealed(key, key.algorithm(), chain(signed, first, instance) + relaxed(unsigned), unsigned);
        return signed.withOnTop(seal);
    }

    /** RFC 8617 §5.1.1: results, signature and seal of each instance, the oldest first; the newest has no seal yet. */
    private static String chain(RawMessage message, int first, int newest) {
        StringBuilder chain = new StringBuilder();
        for (int instance = first; instance <= newest; instance++) {
            for (String name : SET.subList(0, instance == newest ? 2 : 3)) {
                chain.append(relaxed(find(message, name, instance))).append("\r\n");
            }
        }
        return chain.toString();
    }

    private static int instances(RawMessage message) {
        return (int) message.fields().stream()
                .filter(f -> RawMessage.isNamed(f, SET.get(2)))
                .count();
    }

    private static String find(RawMessage message, String name, int instance) {
        return message.fields().stream()
                .filter(f -> RawMessage.isNamed(f, name) && f.contains(": i=" + instance + ";"))
                .findFirst()
                .orElseThrow();
    }

    private static String relaxed(String field) {
        return Canonicalization.RELAXED.field(field);
    }
}
