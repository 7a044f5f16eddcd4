package io.sealstream.cli;

import io.sealstream.mailauth.dkim.SelectorPosture;
import io.sealstream.mailauth.dmarc.Dmarc;
import io.sealstream.mailauth.dmarc.DmarcPosture;
import io.sealstream.mailauth.dmarc.PublicSuffixList;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.spf.SpfPosture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a domain publishes for the authentication of its mail.
 *
 * @param missing those of the SPF record's includes and redirects without a record whose names do not exist at all
 * @param selectors in the order asked for
 */
record DomainPosture(
        DomainName domain,
        AsOf asOf,
        SpfPosture spf,
        Set<DomainName> missing,
        DmarcPosture dmarc,
        List<SelectorPosture> selectors) {
    /** @param selectors where the keys of each are */
    static DomainPosture of(
            DomainName domain, Map<String, DomainName> selectors, Dns dns, AsOf asOf, CryptoProvider provider) {
        SpfPosture spf = SpfPosture.of(domain, dns);
        Set<DomainName> missing = spf.missingIncludes().stream()
                .filter(name -> dns.lookup(Question.txt(name)).outcome() == Outcome.NO_SUCH_DOMAIN)
                .collect(Collectors.toUnmodifiableSet());
        List<SelectorPosture> keys = new ArrayList<>(selectors.size());
        selectors.forEach((selector, name) -> keys.add(SelectorPosture.of(selector, name, dns, asOf, provider)));
        return new DomainPosture(
                domain,
                asOf,
                spf,
                missing,
                Dmarc.posture(domain, dns, asOf, PublicSuffixList.bundled()),
                List.copyOf(keys));
    }
}
