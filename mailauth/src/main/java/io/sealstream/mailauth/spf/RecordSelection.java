package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Rdata;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a TXT answer holds for SPF (RFC 7208 §4.5).
 *
 * @param record null where there is none to evaluate, and {@code defect} says why
 * @param defect null beside a record
 * @param problem the term that does not parse; null: none
 * @param texts the SPF records as published, right or wrong
 */
record RecordSelection(
        @Nullable SpfRecord record,
        @Nullable SpfReason defect,
        @Nullable String problem,
        List<String> texts) {
    private static final Function<Answer, RecordSelection> SELECT = RecordSelection::select;

    /** Made once for each answer. */
    static RecordSelection of(Answer answer) {
        return answer.parsed(SELECT);
    }

    private static RecordSelection select(Answer answer) {
        List<String> texts = new ArrayList<>(1);
        for (Rdata data : answer.records()) {
            if (data instanceof Rdata.Text && SpfRecord.isSpf(data.text())) {
                texts.add(data.text());
            }
        }
        return switch (texts.size()) {
            case 0 -> new RecordSelection(null, SpfReason.NO_RECORD, null, List.of());
            case 1 -> parse(texts.get(0));
            default -> new RecordSelection(null, SpfReason.MULTIPLE_RECORDS, null, List.copyOf(texts));
        };
    }

    private static RecordSelection parse(String text) {
        SpfRecordParser parser = new SpfRecordParser(text);
        SpfRecord record = parser.parse();
        return record == null
                ? new RecordSelection(null, SpfReason.SYNTAX_ERROR, parser.problem(), List.of(text))
                : new RecordSelection(record, null, null, List.of(text));
    }
}
