package io.sealstream.functions.dns;

import static io.sealstream.functions.dns.DnsFilesTest.question;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** The client against a server that misbehaves. */
@Timeout(60)
class LiveDnsTest {
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final Question TXT = question("fabrikam.com TXT");
    private static final Name NAME = Name.fromConstantString("fabrikam.com.");
    private static final Duration ATTEMPT = Duration.ofMillis(80);

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("no answer", (query, reply) -> {}, Failure.TIMEOUT),
                fault("SERVFAIL", (query, reply) -> reply.accept(query.reply(Rcode.SERVFAIL)), Failure.SERVFAIL),
                fault("REFUSED", (query, reply) -> reply.accept(query.reply(Rcode.REFUSED)), Failure.REFUSED),
                fault("NOTIMP", (query, reply) -> reply.accept(query.reply(Rcode.NOTIMP)), Failure.SERVFAIL),
                fault("wrong id", (query, reply) -> reply.accept(withWrongId(query)), Failure.TIMEOUT),
                fault("wrong question", (query, reply) -> reply.accept(withWrongQuestion(query)), Failure.TIMEOUT),
                fault(
                        "a query for a reply",
                        (query, reply) -> reply.accept(query.message().toWire()),
                        Failure.TIMEOUT),
                fault("garbage", (query, reply) -> reply.accept(new byte[] {1, 2, 3}), Failure.TIMEOUT),
                fault("garbage after the question", (query, reply) -> reply.accept(broken(query)), Failure.MALFORMED),
                fault("a lame server", (query, reply) -> reply.accept(referral(query)), Failure.SERVFAIL),
                fault(
                        "truncated for ever",
                        (query, reply) -> {
                            if (!query.tcp()) {
                                reply.accept(query.truncated());
                            }
                        },
                        Failure.NETWORK),
                fault(
                        "a loop",
                        (query, reply) -> reply.accept(
                                query.reply(Rcode.NOERROR, alias("fabrikam.com.", "a."), alias("a.", "fabrikam.com."))),
                        Failure.CNAME_LOOP),
                fault(
                        "a loop over queries",
                        (query, reply) -> {
                            String target = query.name().equals("a") ? "fabrikam.com." : "a.";
                            reply.accept(query.reply(Rcode.NOERROR, alias(query.name() + ".", target)));
                        },
                        Failure.CNAME_LOOP),
                fault(
                        "an endless chain",
                        (query, reply) -> reply.accept(
                                query.reply(Rcode.NOERROR, alias(query.name() + ".", "a" + query.number() + "."))),
                        Failure.CNAME_LOOP));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void eachFaultIsAFailureAndNeverAMissingDomain(String name, Responder.Behaviour behaviour, Failure failure)
            throws IOException {
        try (Responder server = new Responder(behaviour);
                LiveDns live = live(server.address())) {
            Answer answer = ask(live, TXT);
            assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(answer.failure()).isEqualTo(failure);
            assertThat(answer.via()).isEqualTo(Answer.Via.LIVE);
            await(live, counts -> counts.inFlight() == 0);
        }
    }

    @Test
    void truncatedWithTcpRefusedIsAFailure() throws IOException {
        try (Responder server = new Responder((query, reply) -> reply.accept(query.truncated()), false);
                LiveDns live = live(server.address())) {
            assertThat(ask(live, TXT).failure()).isEqualTo(Failure.NETWORK);
        }
    }

    @Test
    void aClosedPortIsAFailure() throws IOException {
        Responder server = new Responder((query, reply) -> reply.accept(query.reply(Rcode.NOERROR, txt("x"))));
        try (LiveDns live = live(server.address())) {
            assertThat(ask(live, TXT).texts()).containsExactly("x");
            server.close();
            assertThat(ask(live, TXT).failure()).isEqualTo(Failure.NETWORK);
        }
    }

    @Test
    void aTextOfNearly64KibComesOverTcp() throws IOException {
        String[] strings = new String[250];
        Arrays.fill(strings, "x".repeat(255));
        try (Responder server = new Responder((query, reply) ->
                        reply.accept(query.tcp() ? query.reply(Rcode.NOERROR, txt(strings)) : query.truncated()));
                LiveDns live = live(server.address())) {
            assertThat(ask(live, TXT).texts()).containsExactly("x".repeat(250 * 255));
            assertThat(server.queries()).isEqualTo(2);
            assertThat(live.counts().live().overTcp()).isEqualTo(1);
        }
    }

    @Test
    void theGenuineReplyCountsAfterForgedOnes() throws IOException {
        try (Responder server = new Responder((query, reply) -> {
                    reply.accept(withWrongId(query));
                    reply.accept(withWrongQuestion(query));
                    reply.accept(new byte[0]);
                    reply.accept(query.reply(Rcode.NOERROR, txt("genuine")));
                });
                LiveDns live = live(server.address())) {
            assertThat(ask(live, TXT).texts()).containsExactly("genuine");
            assertThat(server.queries()).isEqualTo(1);
        }
    }

    @Test
    void everySecondPacketLostIsMadeUpForByRetries() throws IOException {
        try (Responder server = new Responder((query, reply) -> {
                    if (query.number() % 2 == 0) {
                        reply.accept(query.reply(Rcode.NOERROR, itsName(query)));
                    }
                });
                LiveDns live = live(server.address())) {
            for (int i = 0; i < 5; i++) {
                assertThat(ask(live, question("n" + i + ".test TXT")).texts()).containsExactly("n" + i + ".test");
            }
            LiveCounts counts = live.counts().live();
            assertThat(counts.sent()).isEqualTo(10);
            assertThat(counts.retried()).isEqualTo(5);
            assertThat(counts.timeouts()).isEqualTo(5);
        }
    }

    @Test
    void slowIsNotLost() throws IOException {
        Responder[] self = new Responder[1];
        try (Responder server = new Responder((query, reply) ->
                        self[0].later(300, () -> reply.accept(query.reply(Rcode.NOERROR, txt("late")))));
                LiveDns live = new LiveDns(
                        LiveOptions.of(List.of(server.address())), InstantSource.fixed(NOW), new Random(1))) {
            self[0] = server;
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(live.resolve(TXT, null).toCompletableFuture());
            }
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().texts()).containsExactly("late"));
            assertThat(server.queries()).isEqualTo(50);
        }
    }

    @Test
    void anotherResolverIsAskedAndASilentOneComesLast() throws IOException {
        try (Responder silent = new Responder((query, reply) -> {});
                Responder refusing = new Responder((query, reply) -> reply.accept(query.reply(Rcode.REFUSED)));
                Responder good = new Responder((query, reply) -> reply.accept(query.reply(Rcode.NOERROR, txt("x"))));
                LiveDns live = live(silent.address(), refusing.address(), good.address())) {
            for (int i = 0; i < 5; i++) {
                assertThat(ask(live, TXT).texts()).containsExactly("x");
            }
            assertThat(silent.queries()).isEqualTo(3);
            assertThat(refusing.queries()).isEqualTo(5);
        }
    }

    @Test
    void nxdomainIsOfTheDomainWithItsNegativeTtl() throws IOException {
        try (Responder server = new Responder((query, reply) -> reply.accept(withSoa(query, Rcode.NXDOMAIN)));
                LiveDns live = live(server.address())) {
            Answer answer = ask(live, TXT);
            assertThat(answer.outcome()).isEqualTo(Outcome.NO_SUCH_DOMAIN);
            assertThat(answer.ttl()).isEqualTo(60); // the lesser of the SOA's TTL and minimum
            assertThat(answer.observation()).isEqualTo(Observation.at(NOW));
        }
        try (Responder server = new Responder((query, reply) -> reply.accept(withSoa(query, Rcode.NOERROR)));
                LiveDns live = live(server.address())) {
            assertThat(ask(live, TXT).outcome()).isEqualTo(Outcome.NO_DATA);
        }
    }

    @Test
    void aliasesInOneReplyAndOverSeveralAreKept() throws IOException {
        try (Responder server = new Responder((query, reply) -> reply.accept(
                        query.name().equals("c.test")
                                ? query.reply(Rcode.NOERROR, txt(Name.fromConstantString("C.test."), "end"))
                                : query.reply(
                                        Rcode.NOERROR,
                                        alias("fabrikam.com.", "b.test."),
                                        alias("b.test.", "c.test."))));
                LiveDns live = live(server.address())) {
            Answer answer = ask(live, TXT);
            assertThat(answer.texts()).containsExactly("end");
            assertThat(answer.cnames()).containsExactly(DomainName.of("b.test"), DomainName.of("c.test"));
        }
    }

    @Test
    void theQueryCarriesEdnsAndTheAdBitIsRecorded() throws IOException {
        List<Message> seen = new ArrayList<>();
        try (Responder server = new Responder((query, reply) -> {
                    seen.add(query.message());
                    Message response = query.response(Rcode.NOERROR);
                    response.getHeader().setFlag(Flags.AD);
                    response.addRecord(txt("x"), Section.ANSWER);
                    reply.accept(response.toWire());
                });
                LiveDns live = live(server.address())) {
            assertThat(ask(live, TXT).authenticData()).isTrue();
        }
        assertThat(seen.get(0).getOPT().getPayloadSize()).isEqualTo(1232);
        assertThat(seen.get(0).getHeader().getFlag(Flags.RD)).isTrue();
    }

    @Test
    void portsChangeAndStayFew() throws IOException {
        try (Responder server = new Responder((query, reply) -> reply.accept(query.reply(Rcode.NOERROR, txt("x"))));
                LiveDns live = new LiveDns(
                        options(server.address()).withSockets(2, 10), InstantSource.fixed(NOW), new Random(1))) {
            for (int i = 0; i < 100; i++) {
                ask(live, TXT);
            }
            assertThat(server.clientPorts).hasSizeBetween(8, 50);
        }
    }

    @Test
    void aSlowZoneDoesNotHoldUpAnother() throws IOException {
        try (Responder server = new Responder((query, reply) -> {
                    if (!query.name().endsWith("slow.test")) {
                        reply.accept(query.reply(Rcode.NOERROR, itsName(query)));
                    }
                });
                LiveDns live = new LiveDns(
                        LiveOptions.of(List.of(server.address())).withLimits(4, 2, 100),
                        InstantSource.fixed(NOW),
                        new Random(1))) {
            for (int i = 0; i < 50; i++) {
                live.resolve(question("n" + i + ".slow.test TXT"), null);
            }
            for (int i = 0; i < 20; i++) {
                Question question = question("n" + i + ".fast" + i + ".test TXT");
                assertThat(ask(live, question).texts()).containsExactly("n" + i + ".fast" + i + ".test");
            }
            await(live, counts -> counts.inFlight() == 2 && counts.waiting() == 48);
            LiveCounts counts = live.counts().live();
            assertThat(counts.throttled()).isEqualTo(48);
            assertThat(counts.zonesThrottled()).isEqualTo(1);
            assertThat(counts.of(Outcome.FOUND).count()).isEqualTo(20);
        }
    }

    @Test
    void whatWaitsIsBoundedAndEndsWithItsTime() throws IOException {
        try (Responder server = new Responder((query, reply) -> {});
                LiveDns live = new LiveDns(
                        options(server.address()).withLimits(1, 1, 10), InstantSource.fixed(NOW), new Random(1))) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                answers.add(live.resolve(TXT, null).toCompletableFuture());
            }
            assertThat(answers.get(11).join().failure()).isEqualTo(Failure.LIMIT);
            assertThat(answers.subList(0, 11))
                    .allSatisfy(answer -> assertThat(answer.join().failure()).isEqualTo(Failure.TIMEOUT));
            await(live, counts -> counts.inFlight() == 0 && counts.waiting() == 0);
        }
    }

    @Test
    void closingEndsWhatIsUnderWay() throws IOException {
        AtomicBoolean asked = new AtomicBoolean();
        try (Responder server = new Responder((query, reply) -> asked.set(true))) {
            LiveDns live =
                    new LiveDns(LiveOptions.of(List.of(server.address())), InstantSource.fixed(NOW), new Random(1));
            CompletableFuture<Answer> answer = live.resolve(TXT, null).toCompletableFuture();
            live.close();
            assertThat(answer.join().failure()).isEqualTo(Failure.NETWORK);
            assertThat(ask(live, TXT).failure()).isEqualTo(Failure.NETWORK);
        }
    }

    private static Arguments fault(String name, Responder.Behaviour behaviour, Failure failure) {
        return Arguments.of(name, behaviour, failure);
    }

    private static LiveOptions options(InetSocketAddress... servers) {
        return LiveOptions.of(List.of(servers))
                .withTimeouts(ATTEMPT, Duration.ofSeconds(2))
                .withAttempts(4, Duration.ofMillis(5));
    }

    private static LiveDns live(InetSocketAddress... servers) {
        return new LiveDns(options(servers), InstantSource.fixed(NOW), new Random(1));
    }

    /** An answer is given a moment before its place is free; the test's time-out ends a wait in vain. */
    static void await(LiveDns live, Predicate<LiveCounts> state) {
        while (!state.test(live.counts().live())) {
            Thread.onSpinWait();
        }
    }

    private static Answer ask(LiveDns live, Question question) {
        return live.resolve(question, null).toCompletableFuture().join();
    }

    private static Record txt(String... strings) {
        return txt(NAME, strings);
    }

    private static Record txt(Name owner, String... strings) {
        return new TXTRecord(owner, DClass.IN, 300, List.of(strings));
    }

    private static Record itsName(Responder.Query query) {
        return txt(Name.fromConstantString(query.name() + "."), query.name());
    }

    private static Record alias(String owner, String target) {
        return new CNAMERecord(Name.fromConstantString(owner), DClass.IN, 60, Name.fromConstantString(target));
    }

    private static byte[] withSoa(Responder.Query query, int rcode) {
        Message response = query.response(rcode);
        response.addRecord(new SOARecord(NAME, DClass.IN, 60, NAME, NAME, 1, 2, 3, 4, 900), Section.AUTHORITY);
        return response.toWire();
    }

    private static byte[] withWrongId(Responder.Query query) {
        byte[] reply = query.reply(Rcode.NOERROR, txt("forged"));
        reply[0]++;
        return reply;
    }

    private static byte[] withWrongQuestion(Responder.Query query) {
        Message response = new Message(query.message().getHeader().getID());
        response.getHeader().setFlag(Flags.QR);
        Name other = Name.fromConstantString("fabrikan.com.");
        response.addRecord(Record.newRecord(other, Type.TXT, DClass.IN), Section.QUESTION);
        response.addRecord(txt(other, "forged"), Section.ANSWER);
        return response.toWire();
    }

    /** Says that it holds answers, and ends within the first. */
    private static byte[] broken(Responder.Query query) {
        byte[] reply = query.reply(Rcode.NOERROR, txt("x"));
        return Arrays.copyOf(reply, reply.length - 1);
    }

    private static byte[] referral(Responder.Query query) {
        Message response = query.response(Rcode.NOERROR);
        Name com = Name.fromConstantString("com.");
        response.addRecord(
                new NSRecord(com, DClass.IN, 60, Name.fromConstantString("a.gtld.test.")), Section.AUTHORITY);
        return response.toWire();
    }
}
