package io.sealstream.serde.verdict;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** How recipients are written wherever they occur in output. They are third parties' personal data. */
public final class RecipientsRule implements Serializable {
    /** As they are. */
    public static final RecipientsRule CLEAR = new RecipientsRule(Mode.CLEAR, new byte[0]);
    /** The domain only: {@code *@contoso.com}. */
    public static final RecipientsRule DOMAIN = new RecipientsRule(Mode.DOMAIN, new byte[0]);
    /** Not at all. */
    public static final RecipientsRule NONE = new RecipientsRule(Mode.NONE, new byte[0]);

    private static final long serialVersionUID = 1L;
    private static final String MASK = "*";

    /** Octets of the HMAC that are written: 128 bits. */
    private static final int PSEUDONYM_OCTETS = 16;

    /** The four ways. */
    public enum Mode {
        CLEAR,
        HMAC,
        DOMAIN,
        NONE
    }

    private final Mode mode;
    private final byte[] key;

    private RecipientsRule(Mode mode, byte[] key) {
        this.mode = mode;
        this.key = key;
    }

    /**
     * A pseudonym for each address, the same in all output written with that key:
     * {@code 32 hexadecimal digits@contoso.com}, of HMAC-SHA-256 over the address in lower case.
     *
     * @param key at least one octet; copied
     */
    public static RecipientsRule hmac(byte[] key) {
        if (key.length == 0) {
            throw new IllegalArgumentException("an empty key");
        }
        return new RecipientsRule(Mode.HMAC, key.clone());
    }

    public Mode mode() {
        return mode;
    }

    /** The address as this rule writes it. */
    String write(String address) {
        int at = address.lastIndexOf('@');
        String domain = at < 0 ? "" : address.substring(at);
        return switch (mode) {
            case CLEAR -> address;
            case HMAC, DOMAIN -> localPart(address) + domain;
            case NONE -> MASK;
        };
    }

    /** What stands for the local part of that address. */
    String localPart(String address) {
        return switch (mode) {
            case CLEAR -> address.substring(0, Math.max(0, address.lastIndexOf('@')));
            case HMAC -> pseudonym(address);
            case DOMAIN, NONE -> MASK;
        };
    }

    private String pseudonym(String address) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] digest = mac.doFinal(address.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, PSEUDONYM_OCTETS);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every JDK has HMAC-SHA-256", impossible);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecipientsRule that && mode == that.mode && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return mode.hashCode();
    }

    /** The mode; never the key. */
    @Override
    public String toString() {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
