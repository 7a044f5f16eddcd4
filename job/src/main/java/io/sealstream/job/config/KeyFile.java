package io.sealstream.job.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A key in a file of its own. */
final class KeyFile {
    private KeyFile() {}

    /** All octets of the file that the key of that name gives. */
    static byte[] read(Section section, String name, String file) throws ConfigException {
        try {
            byte[] key = Files.readAllBytes(Path.of(file));
            if (key.length > 0) {
                return key;
            }
        } catch (IOException e) {
            throw section.wrong(name, "a file that can be read", file);
        }
        throw section.wrong(name, "a file with a key", file);
    }
}
