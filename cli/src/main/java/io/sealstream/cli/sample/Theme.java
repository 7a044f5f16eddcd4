package io.sealstream.cli.sample;

import java.util.List;
import java.util.stream.Stream;

/**
 * One theme of the sample: its messages and the DNS that they need.
 *
 * @param zone lines of an RFC 1035 zone file with absolute names; <code>{rsa-2048}</code> stands for the {@code p=} value of
 *     that test key
 * @param answers lines of Passive DNS NDJSON, for what a zone file cannot say: failures, and answers that change with time
 */
record Theme(String zone, String answers, List<SampleMessage> messages) {
    @SafeVarargs
    static Theme of(String zone, String answers, List<SampleMessage>... groups) {
        return new Theme(zone, answers, Stream.of(groups).flatMap(List::stream).toList());
    }
}
