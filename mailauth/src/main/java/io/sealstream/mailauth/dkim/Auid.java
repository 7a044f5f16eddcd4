package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.tag.TagList;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The Agent or User Identifier, {@code i=} (RFC 6376 §3.5).
 *
 * @param text decoded; {@code @d} where the tag is absent; null where neither is there
 * @param domain null where the text has none
 * @param sdid {@code d=}
 */
record Auid(
        @Nullable String text,
        @Nullable DomainName domain,
        @Nullable DomainName sdid) {
    static Auid read(TagList tags, @Nullable DomainName sdid) {
        String value = tags.value("i");
        if (value == null) {
            return new Auid(sdid == null ? null : "@" + sdid, sdid, sdid);
        }
        String text = decode(value);
        int at = text.lastIndexOf('@');
        DomainName domain =
                at < 0 ? null : DomainName.parse(text.substring(at + 1)).orElse(null);
        return new Auid(text, domain, sdid);
    }

    boolean isBelowSdid() {
        return domain != null && sdid != null && domain.isAtOrBelow(sdid);
    }

    boolean isSdid() {
        return domain != null && domain.equals(sdid);
    }

    /** Undoes dkim-quoted-printable (RFC 6376 §2.11): white space goes, {@code =XX} is an octet. */
    private static String decode(String encoded) {
        byte[] octets = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(octets.length);
        for (int i = 0; i < octets.length; i++) {
            int high = octets[i] == '=' && i + 2 < octets.length ? Character.digit(octets[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(octets[i + 2], 16);
            if (low >= 0) {
                decoded.write(high << 4 | low);
                i += 2;
            } else if (octets[i] < 0 || octets[i] > ' ') {
                decoded.write(octets[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
