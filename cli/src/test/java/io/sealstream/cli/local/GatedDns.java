package io.sealstream.cli.local;

import io.sealstream.functions.dns.DnsSource;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * DNS as a literal, in which what is asked about {@code gate.example} is answered once the test opens the gate: so a job stands
 * still in the middle of its input for as long as the test needs.
 */
final class GatedDns implements DnsSource {
    private static final DomainName GATE = DomainName.of("gate.example");
    private static final Map<Question, String> ZONE = Map.of(
            Question.txt(DomainName.of("fabrikam.com")), "v=spf1 ip4:192.0.2.1 -all",
            Question.txt(DomainName.of("_dmarc.fabrikam.com")), "v=DMARC1; p=reject");

    private final CompletableFuture<Void> gate;

    GatedDns(CompletableFuture<Void> gate) {
        this.gate = gate;
    }

    private static boolean isGated(Question question) {
        return question.name().isAtOrBelow(GATE);
    }

    private static Answer answer(Question question) {
        String text = ZONE.get(question);
        return text == null
                ? Answer.noSuchDomain().build()
                : Answer.found(List.of(new Rdata.Text(text))).build();
    }

    @Override
    public @Nullable Answer known(Question question, @Nullable Instant asOf) {
        return isGated(question) && !gate.isDone() ? null : answer(question);
    }

    @Override
    public CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf) {
        return isGated(question)
                ? gate.thenApplyAsync(opened -> answer(question))
                : CompletableFuture.completedFuture(answer(question));
    }
}
