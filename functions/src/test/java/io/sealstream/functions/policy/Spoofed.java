package io.sealstream.functions.policy;

import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.AuthenticationSettings;
import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.IpAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Evidence of a message of fabrikam.com for tests: no records anywhere, so that composite authentication fails with 001. */
final class Spoofed {
    private Spoofed() {}

    static Evidence evidence(String id, String... recipients) {
        Envelope envelope = new Envelope(
                IpAddress.parse("192.0.2.1").orElseThrow(),
                "mx.fabrikam.com",
                "a@fabrikam.com",
                List.of(recipients),
                Instant.parse("2026-05-04T10:00:00Z"));
        Mail mail = new Mail(
                id,
                new Mail.Origin("mail.raw", 0, 0, 0),
                Mail.Fidelity.WIRE,
                envelope,
                "From: a@fabrikam.com\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII));
        Authentication core = new Authentication(AuthenticationSettings.defaults());
        return core.authenticate(
                core.examine(mail), question -> Answer.noSuchDomain().build());
    }
}
