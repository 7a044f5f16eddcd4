package io.sealstream.benchmarks.corpus;

import io.sealstream.mailauth.Mail;
import io.sealstream.serde.archive.ArchiveSettings;
import io.sealstream.serde.archive.MailArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Mail in memory.
 *
 * @param whole whether it is all that was there
 */
public record Corpus(List<Mail> mails, boolean whole) {
    public Corpus {
        mails = List.copyOf(mails);
    }

    /**
     * Reads a corpus: by its manifest, where its messages are files, else whatever mail lies in the directory.
     *
     * @param maxBytes messages are taken until they have that many octets
     */
    public static Corpus read(Path directory, long maxBytes) throws IOException {
        Path manifest = directory.resolve(CorpusMessage.MANIFEST);
        Path messages = directory.resolve(CorpusMessage.MESSAGES);
        return Files.isRegularFile(manifest) && Files.isDirectory(messages)
                ? readManifest(manifest, messages, maxBytes)
                : readArchive(directory, maxBytes);
    }

    private static Corpus readManifest(Path manifest, Path messages, long maxBytes) throws IOException {
        List<Mail> mails = new ArrayList<>();
        long bytes = 0;
        try (Stream<String> lines = Files.lines(manifest)) {
            for (String line : (Iterable<String>) lines::iterator) {
                Optional<CorpusMessage> message = CorpusMessage.parse(line);
                if (message.isEmpty()) {
                    throw new IOException(manifest + ": not a line of a manifest: " + line);
                }
                if (bytes > maxBytes) {
                    return new Corpus(mails, false);
                }
                byte[] content =
                        Files.readAllBytes(messages.resolve(message.get().file()));
                bytes += content.length;
                mails.add(message.get().mail(content));
            }
        }
        return new Corpus(mails, true);
    }

    private static Corpus readArchive(Path directory, long maxBytes) {
        List<Mail> mails = new ArrayList<>();
        long[] bytes = {0};
        try (MailArchive archive =
                MailArchive.open(List.of(directory), InputStream.nullInputStream(), ArchiveSettings.DEFAULT)) {
            while (archive.hasNext()) {
                if (bytes[0] > maxBytes) {
                    return new Corpus(mails, false);
                }
                archive.next()
                        .accept(
                                mail -> {
                                    mails.add(mail);
                                    bytes[0] += mail.bytes().length;
                                },
                                unreadable -> {});
            }
        }
        return new Corpus(mails, true);
    }

    /** Octets of all messages. */
    public long bytes() {
        return mails.stream().mapToLong(mail -> mail.bytes().length).sum();
    }

    /** The messages of fewer octets. */
    public Corpus smallerThan(int size) {
        return new Corpus(
                mails.stream().filter(mail -> mail.bytes().length < size).toList(), whole);
    }
}
