package io.sealstream.mailauth.message;

import io.sealstream.mailauth.dns.DomainName;
import java.util.List;
import java.util.Set;

/**
 * The author identities of a message.
 *
 * @param domains the distinct domains of the From addresses, in order; empty: no usable From
 * @param addresses the addresses as written, without display names
 * @param valid by the documented Microsoft rules
 */
public record From(List<DomainName> domains, List<String> addresses, boolean valid, Set<FromDefect> defects) {}
