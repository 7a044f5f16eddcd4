package io.sealstream.cli.sample;

import static io.sealstream.cli.sample.DkimTheme.AUTHOR;
import static io.sealstream.cli.sample.DkimTheme.RSA;
import static io.sealstream.cli.sample.DkimTheme.SIGNER;

import java.util.List;

/** Mail that came by way of another: forwarders, mailing lists, and ARC chains. No sealer is trusted here. */
final class ForwardingTheme {
    private static final String LIST = "list.forwarder.test";
    private static final ArcSealer FORWARDER = new ArcSealer(RSA, "forwarder.test", "arc");
    private static final ArcSealer RELAY = new ArcSealer(DkimTheme.OTHER_RSA, "relay.test", "arc");
    private static final String RESULTS =
            "spf=pass smtp.mailfrom=signed.example;\r\n\tdkim=pass header.d=signed.example;\r\n\tdmarc=pass header.from=signed.example";

    private static final String ZONE = """
            signed.example. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            forwarder.test. TXT "v=spf1 ip4:203.0.113.20 -all"
            list.forwarder.test. TXT "v=spf1 ip4:203.0.113.20 -all"
            arc._domainkey.forwarder.test. TXT "v=DKIM1; k=rsa; p={rsa-2048}"
            rsa._domainkey.list.forwarder.test. TXT "v=DKIM1; k=rsa; p={rsa-2048}"
            arc._domainkey.relay.test. TXT "v=DKIM1; k=rsa; p={rsa-2048-other}"
            """;

    private ForwardingTheme() {}

    static Theme theme() {
        return Theme.of(ZONE, "", forwarders(), chains());
    }

    private static List<SampleMessage> forwarders() {
        return List.of(
                forwarded("forwarded-signed")
                        .expect("fail", "pass", "pass", "pass 100", "SPF breaks on the way, DKIM does not"),
                forwarded("forwarded-rewritten-sender")
                        .mailFrom("srs0=sender@forwarder.test")
                        .expect(
                                "pass",
                                "pass",
                                "pass",
                                "pass 100",
                                "SPF passes for the forwarder, DKIM for the author"),
                throughForwarder(letter("forwarded-unsigned"))
                        .expect("fail", "none", "fail", "fail 000", "SPF breaks on the way, and there is no signature"),
                list("list-breaks-signature")
                        .expect("pass", "fail", "fail", "fail 000", "the list changed the subject and the body"),
                list("list-signs-itself")
                        .sign(MailSigner.of(RSA, LIST, "rsa"))
                        .expect(
                                "pass",
                                "pass,fail",
                                "fail",
                                "fail 000",
                                "the list's signature is not the author's domain's"),
                list("list-rewrites-from")
                        .change(m -> m.replace("From", "\"Sender via List\" <announce@" + LIST + ">"))
                        .sign(MailSigner.of(RSA, LIST, "rsa"))
                        .expect("pass", "pass,fail", "bestguesspass", "pass 109", "the list is the author now"));
    }

    private static List<SampleMessage> chains() {
        return List.of(
                sealed("arc-one-set")
                        .arc("pass")
                        .expect("pass", "fail", "fail", "fail 000", "the chain passes; nobody trusts its sealer"),
                relayed("arc-two-sets").arc("pass").expect("fail", "fail", "fail", "fail 000", "two sets, both verify"),
                sealed("arc-changed-after-seal")
                        .change(m -> m.changeBody(b -> b + "An added line.\r\n"))
                        .arc("fail")
                        .expect("pass", "fail", "fail", "fail 000", "the newest message signature does not verify"),
                sealed("arc-results-forged")
                        .change(m -> m.change("ARC-Authentication-Results", f -> f.replace("spf=pass", "spf=none")))
                        .arc("fail")
                        .expect("pass", "fail", "fail", "fail 000", "the seal does not cover these results"),
                sealed("arc-chain-failed")
                        .change(m -> RELAY.seal(m, RESULTS, "fail"))
                        .arc("fail")
                        .expect("pass", "fail", "fail", "fail 000", "the newest seal says cv=fail"),
                relayed("arc-instance-missing")
                        .change(ForwardingTheme::withoutFirstSet)
                        .arc("fail")
                        .expect("fail", "fail", "fail", "fail 000", "instance 1 is missing"),
                forwarded("arc-and-intact-signature")
                        .change(m -> FORWARDER.seal(m, RESULTS, "none"))
                        .arc("pass")
                        .expect(
                                "fail",
                                "pass",
                                "pass",
                                "pass 100",
                                "sealed, and the author's signature still verifies"));
    }

    private static Draft letter(String id) {
        return Draft.of("forwarding/" + id, AUTHOR).from("203.0.113.20").helo("out.forwarder.test");
    }

    private static Draft forwarded(String id) {
        return throughForwarder(letter(id).sign(SIGNER));
    }

    private static Draft throughForwarder(Draft draft) {
        String received = "Received: from mta.sender.example (mta.sender.example [192.0.2.10])\r\n"
                + "\tby in.forwarder.test (Postfix) with ESMTPS id 0A1B2C3D4E\r\n"
                + "\tfor <user@forwarder.test>; " + draft.date(-20);
        return draft.change(m -> m.withOnTop(received));
    }

    private static Draft list(String id) {
        return forwarded(id)
                .mailFrom("announce-bounces@" + LIST)
                .change(m -> m.change("Subject", f -> f.replace("Subject: ", "Subject: [announce] "))
                        .with("List-Id", "<announce." + LIST + ">")
                        .changeBody(b -> b + "-- \r\nYou have this from the list announce.\r\n"));
    }

    private static Draft sealed(String id) {
        return list(id).change(m -> FORWARDER.seal(m, RESULTS, "none"));
    }

    /** Sealed by the list, changed and sealed again by a relay that keeps MAIL FROM. */
    private static Draft relayed(String id) {
        return sealed(id)
                .from("198.51.100.77")
                .change(m -> RELAY.seal(m.changeBody(b -> b + "Scanned by the relay.\r\n"), "arc=pass", "pass"));
    }

    private static RawMessage withoutFirstSet(RawMessage message) {
        return new RawMessage(
                message.fields().stream()
                        .filter(f -> !(f.startsWith("ARC-") && f.contains(": i=1;")))
                        .toList(),
                message.body());
    }
}
