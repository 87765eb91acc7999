package org.kartoteka.server.lucene;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kartoteka.analysis.SearchSchema;

/**
 * The folder of the index: generations {@code <schema version>-<n>/}, and the file {@code current} that names the one in
 * use. That file is replaced atomically; a crash leaves the one or the other.
 */
final class IndexFolder {
    private static final String POINTER = "current";
    private static final Pattern NAME = Pattern.compile("(\\d{1,6})-(\\d{1,9})");

    private final Path folder;

    IndexFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** The name of a generation. */
    record Name(int schemaVersion, int number) {
        static Optional<Name> parse(String text) {
            Matcher matcher = NAME.matcher(text.strip());
            return matcher.matches()
                    ? Optional.of(new Name(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return schemaVersion + "-" + number;
        }
    }

    /** The generation in use, or empty where none was made yet or the pointer cannot be understood. */
    Optional<Name> current() throws IOException {
        try {
            return Name.parse(Files.readString(folder.resolve(POINTER), StandardCharsets.UTF_8));
        } catch (NoSuchFileException noneYet) {
            return Optional.empty();
        }
    }

    /** A name that was not used before. */
    Name unused() throws IOException {
        int highest = generations().stream().mapToInt(Name::number).max().orElse(0);
        return new Name(SearchSchema.VERSION, highest + 1);
    }

    Path path(Name name) {
        return folder.resolve(name.toString());
    }

    /** Makes the generation the one in use, durably. */
    void use(Name name) throws IOException {
        Path draft = folder.resolve(POINTER + ".new");
        try (FileChannel file = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            file.write(ByteBuffer.wrap((name + "\n").getBytes(StandardCharsets.UTF_8)));
            file.force(true);
        }
        Files.move(draft, folder.resolve(POINTER), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel parent = FileChannel.open(folder, StandardOpenOption.READ)) {
            parent.force(true);
        }
    }

    /** Deletes every generation but the one given: what rebuilds that came to nothing left. */
    void deleteOthers(Optional<Name> kept) throws IOException {
        for (Name name : generations()) {
            if (!kept.equals(Optional.of(name))) {
                delete(name);
            }
        }
    }

    void delete(Name name) throws IOException {
        Path root = path(name);
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Bytes of all generations. */
    long sizeBytes() throws IOException {
        long[] size = {0};
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                size[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException mergedAway) {
                return FileVisitResult.CONTINUE;
            }
        });
        return size[0];
    }

    private List<Name> generations() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .flatMap(entry -> Name.parse(entry.getFileName().toString()).stream())
                    .toList();
        }
    }
}
