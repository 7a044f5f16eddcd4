package io.sealstream.benchmarks.corpus;

import java.time.Instant;
import java.util.Random;

/**
 * Where a message comes from and how it arrives.
 *
 * @param domain the number of the sending domain
 * @param service the number of the mail service at hand, whether or not the message goes through it
 * @param author the domain in From and MAIL FROM: the sending one, or {@code news.} below it
 * @param authorized whether SPF names the client
 */
record Route(
        int domain,
        int service,
        String author,
        boolean authorized,
        String clientIp,
        String helo,
        String mailFrom,
        Instant receivedAt) {
    private static final Instant LAST = Instant.parse("2026-09-20T00:00:00Z");
    private static final int SPREAD_SECONDS = 23 * 24 * 60 * 60;

    static Route draw(Random random) {
        int domain = Senders.draw(random);
        int service = random.nextInt(Senders.SERVICES);
        String author = (random.nextDouble() < 0.9 ? "" : "news.") + Senders.domain(domain);
        boolean throughService = random.nextDouble() < 0.4;
        boolean authorized = random.nextDouble() < 0.88;
        String clientIp = authorized
                ? Senders.authorizedAddress(domain, throughService, random)
                : "203.0.113." + (1 + random.nextInt(249));
        return new Route(
                domain,
                service,
                author,
                authorized,
                clientIp,
                "out" + (1 + random.nextInt(19)) + "."
                        + (throughService ? Senders.service(service) : Senders.domain(domain)),
                "bounce+" + Prose.hex(random, 6) + "@" + author,
                LAST.minusSeconds(random.nextInt(SPREAD_SECONDS)));
    }
}
