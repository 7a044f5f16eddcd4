package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.signature.QuotedPrintable;
import io.sealstream.mailauth.tag.TagList;
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
        String text = QuotedPrintable.decode(value);
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
}
