package io.sealstream.cli.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.Master;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TXTRecord;

/** The zone file as dnsjava reads it. */
record SampleZone(Set<String> origins, Set<String> names, Map<String, List<String>> texts) {
    static SampleZone read(Path file) throws IOException {
        Set<String> origins = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        Map<String, List<String>> texts = new TreeMap<>();
        try (Master master = new Master(file.toString())) {
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                String name = record.getName().toString();
                names.add(name);
                if (record instanceof SOARecord) {
                    origins.add(name);
                } else if (record instanceof TXTRecord txt) {
                    String text = txt.getStrings().stream().collect(Collectors.joining());
                    texts.merge(
                            name,
                            List.of(text),
                            (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
                }
            }
        }
        return new SampleZone(origins, names, texts);
    }

    List<String> texts(String name) {
        return texts.getOrDefault(name, List.of());
    }
}
