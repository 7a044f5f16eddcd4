package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.DomainName;
import org.jspecify.annotations.Nullable;

/** A Microsoft 365 cloud, told by the include that Microsoft documents for its customers' SPF records. */
public enum Microsoft365Cloud {
    /** GCC is part of it. */
    WORLDWIDE("spf.protection.outlook.com"),
    GCC_HIGH_AND_DOD("spf.protection.office365.us"),
    CHINA_21VIANET("spf.protection.partner.outlook.cn");

    private final String include;

    Microsoft365Cloud(String include) {
        this.include = include;
    }

    public DomainName include() {
        return DomainName.of(include);
    }

    /** Null for a name that is no cloud's include. */
    static @Nullable Microsoft365Cloud of(DomainName name) {
        for (Microsoft365Cloud cloud : values()) {
            if (cloud.include.equals(name.toString())) {
                return cloud;
            }
        }
        return null;
    }
}
