package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a domain tells the sender of a mail that fails (RFC 7208 §6.2). */
final class Explanation {
    /** Of the text, before and after its macros are expanded, in characters. A longer one is not given. */
    private static final int MAX_LENGTH = 1_000;

    private Explanation() {}

    /** That of the record which decided, or was redirected to; the {@code exp=} of included records does not count. */
    static Optional<String> of(Evaluation evaluation, Dns dns) {
        SpfRecord record = evaluation.decidingRecord();
        DomainName domain = evaluation.decidingDomain();
        DomainSpec target = record == null ? null : record.explanation();
        if (domain == null || target == null) {
            return Optional.empty();
        }
        DomainName name = target.expand(evaluation, domain);
        MacroString text = name == null ? null : parse(dns.lookup(Question.txt(name)));
        String expanded = text == null ? null : text.expand(new MacroValues(evaluation, domain));
        return Optional.ofNullable(expanded).filter(explanation -> explanation.length() <= MAX_LENGTH);
    }

    /** RFC 7208 §6.2: null unless there is one TXT record, and it is an explain-string. */
    private static @Nullable MacroString parse(Answer answer) {
        List<String> texts = answer.texts();
        return texts.size() == 1 && texts.get(0).length() <= MAX_LENGTH
                ? MacroString.parse(texts.get(0), MacroString.Place.EXPLANATION)
                : null;
    }
}
