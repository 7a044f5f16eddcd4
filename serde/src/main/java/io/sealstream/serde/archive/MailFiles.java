package io.sealstream.serde.archive;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files at and below given paths, each directory in the order of its names. Of a Maildir these are the messages of
 * {@code cur} and {@code new}, and its folders. Other names that begin with a dot are passed over.
 */
final class MailFiles {
    private static final int MAX_DEPTH = 64;

    /**
     * A file to read.
     *
     * @param isMessage it lies in a Maildir, so it is one message whatever its name
     * @param problem why it cannot be read; null: nothing is known against it
     */
    record Found(Path path, boolean isMessage, @Nullable String problem) {}

    private record Directory(Path path, Iterator<String> names, boolean isMaildir, boolean holdsMessages) {}

    private final Iterator<Path> roots;
    private final boolean shallow;
    private final Deque<Directory> open = new ArrayDeque<>();

    MailFiles(List<Path> roots) {
        this(roots, false);
    }

    private MailFiles(List<Path> roots, boolean shallow) {
        this.roots = roots.iterator();
        this.shallow = shallow;
    }

    /** The files of a directory, a Maildir's included, without those of the directories below it. */
    static MailFiles ofPart(Path part) {
        return new MailFiles(List.of(part), true);
    }

    /** The path itself, and the directories below it that hold files of mail of their own. Links are not followed. */
    static List<Path> parts(Path root) {
        List<Path> parts = new ArrayList<>();
        addParts(root, parts);
        return parts;
    }

    private static void addParts(Path path, List<Path> parts) {
        parts.add(path);
        if (!Files.isDirectory(path)) {
            return;
        }
        boolean isMaildir = isMaildir(path);
        List<Path> below = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                boolean named =
                        !isMaildir && !String.valueOf(entry.getFileName()).startsWith(".");
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && (named || isMaildir(entry))) {
                    below.add(entry);
                }
            }
        } catch (DirectoryIteratorException | IOException broken) {
            return; // told where the part is read
        }
        Collections.sort(below);
        below.forEach(directory -> addParts(directory, parts));
    }

    /** The next one; null: no more. */
    @Nullable
    Found next() {
        while (true) {
            Directory directory = open.peek();
            Found found = null;
            if (directory == null) {
                if (!roots.hasNext()) {
                    return null;
                }
                found = root(roots.next());
            } else if (directory.names.hasNext()) {
                found = entry(directory, directory.names.next());
            } else {
                open.pop();
            }
            if (found != null) {
                return found;
            }
        }
    }

    /** A root may be a link, a pipe or a device: it was named. */
    private @Nullable Found root(Path path) {
        return Files.isDirectory(path) ? enter(path, false) : new Found(path, false, null);
    }

    private @Nullable Found entry(Directory directory, String name) {
        Path path = directory.path.resolve(name);
        if (directory.isMaildir) {
            return maildirEntry(path, name);
        }
        if (name.startsWith(".") && !isMaildir(path)) {
            return null;
        }
        if (Files.isRegularFile(path)) {
            return new Found(path, directory.holdsMessages, null);
        }
        if (directory.holdsMessages) {
            return null;
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return shallow ? null : enter(path, false);
        }
        return new Found(path, false, "neither a file nor a directory");
    }

    private @Nullable Found maildirEntry(Path path, String name) {
        if (name.equals("cur") || name.equals("new")) {
            return enter(path, true);
        }
        return !shallow && isMaildir(path) ? enter(path, false) : null;
    }

    private static boolean isMaildir(Path path) {
        return Files.isDirectory(path.resolve("cur")) && Files.isDirectory(path.resolve("new"));
    }

    private @Nullable Found enter(Path path, boolean holdsMessages) {
        if (open.size() == MAX_DEPTH) {
            return new Found(path, false, "more than " + MAX_DEPTH + " directories within each other");
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (DirectoryIteratorException broken) {
            return new Found(path, false, Opened.describe(Objects.requireNonNull(broken.getCause())));
        } catch (IOException broken) {
            return new Found(path, false, Opened.describe(broken));
        }
        Collections.sort(names);
        open.push(new Directory(path, names.iterator(), isMaildir(path), holdsMessages));
        return null;
    }
}
