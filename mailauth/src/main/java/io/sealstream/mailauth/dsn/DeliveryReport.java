package io.sealstream.mailauth.dsn;

import io.sealstream.mailauth.dns.DomainName;
import java.util.List;

/**
 * A message that is a delivery status notification: {@code multipart/report} of that report type (RFC 6522, RFC 3464), sent with
 * the null reverse-path.
 *
 * @param about who signed the returned message: {@code d=} of each DKIM signature over its header that verifies, which proves that
 *     the report is about mail of that domain; empty: not proven
 * @param open who may have signed it: {@code d=} of each signature whose key could not be had
 */
public record DeliveryReport(List<DomainName> about, List<DomainName> open) {}
