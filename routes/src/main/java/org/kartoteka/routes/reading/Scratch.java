package org.kartoteka.routes.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.identity.BatchId;

/** Scratch space for batches being read, one folder each. Nothing in it is needed after a restart. */
final class Scratch {
    private final Path root;

    /**
     * @param root for this object alone; emptied now, since what is in it is left from before
     */
    Scratch(Path root) {
        this.root = root;
        delete(root);
    }

    /** A fresh, empty folder. */
    Path fresh(BatchId id) {
        Path folder = root.resolve(id.value());
        delete(folder);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create scratch space for batch " + id, e);
        }
    }

    void clear(BatchId id) {
        delete(root.resolve(id.value()));
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure) throws IOException {
                    Files.deleteIfExists(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // Nothing to delete.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty scratch space " + folder.getFileName(), e);
        }
    }
}
