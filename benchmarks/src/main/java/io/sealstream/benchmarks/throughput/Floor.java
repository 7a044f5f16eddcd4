package io.sealstream.benchmarks.throughput;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealstream.benchmarks.corpus.Corpus;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.message.Message;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The program {@code floor.c}: compiled where there are a C compiler and libcrypto, and run over a corpus. */
final class Floor {
    private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");
    private static final int LAPS = 7;
    private static final int HEAD_BYTES = 6 * Integer.BYTES;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final Path errors;

    /** @param directory for the program and the messages in its form */
    Floor(Path directory, Path errors) {
        this.directory = directory;
        this.errors = errors;
    }

    /** Compiles the program and hands it the messages with what their verdicts say of the work; false: there is no compiler. */
    boolean prepare(Corpus corpus, Function<Mail, Verdict> judge) throws IOException, InterruptedException {
        Path source = directory.resolve("floor.c");
        try (InputStream in = Objects.requireNonNull(Floor.class.getResourceAsStream("floor.c"), "floor.c")) {
            Files.copy(in, source);
        }
        for (String compiler : COMPILERS) {
            List<String> command = new ArrayList<>(List.of(compiler, "-O3", "-march=native", "-o"));
            command.addAll(List.of(program(), source.toString(), "-lcrypto"));
            if (Tool.run(errors, command).isPresent()) {
                writeMessages(corpus, judge);
                return true;
            }
        }
        return false;
    }

    private void writeMessages(Corpus corpus, Function<Mail, Verdict> judge) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(messages()), 1 << 16)) {
            for (Mail mail : corpus.mails()) {
                Work work = Work.of(judge.apply(mail).evidence());
                ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.nativeOrder());
                head.putInt(mail.bytes().length).putInt(Message.of(mail.bytes()).bodyStart());
                head.putInt(work.rsa2048()).putInt(work.rsa1024()).putInt(work.ed25519());
                out.write(head.putInt(work.hashesBody() ? 1 : 0).array());
                out.write(mail.bytes());
            }
        }
    }

    /** The line that the program prints: microseconds of CPU a message by stage, and in {@code total}. */
    Optional<JsonNode> run() throws InterruptedException {
        return Tool.run(errors, List.of(program(), messages().toString(), Integer.toString(LAPS)))
                .map(Floor::parse);
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException ourOwnProgram) {
            throw new IllegalStateException("floor printed: " + line, ourOwnProgram);
        }
    }

    private String program() {
        return directory.resolve("floor").toString();
    }

    private Path messages() {
        return directory.resolve("messages");
    }
}
