package org.kartoteka.routes.intake;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the folders of days long past from {@code done}: their files are in the archive. Touches nothing else there. */
public final class EmptyDone {
    private static final Logger log = LoggerFactory.getLogger(EmptyDone.class);

    private final Path done;
    private final IntakeSettings settings;
    private final InstantSource clock;

    EmptyDone(Path done, IntakeSettings settings, InstantSource clock) {
        this.done = done;
        this.settings = settings;
        this.clock = clock;
    }

    public void empty() throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zone());
        LocalDate firstKept = today.minusDays(settings.keepDone().toDays());
        try (DirectoryStream<Path> days = Files.newDirectoryStream(done)) {
            for (Path day : days) {
                Optional<LocalDate> date = date(day);
                if (date.isPresent() && date.get().isBefore(firstKept)) {
                    deleteOrLeave(day);
                }
            }
        }
    }

    private static Optional<LocalDate> date(Path day) {
        try {
            return Files.isDirectory(day, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(LocalDate.parse(String.valueOf(day.getFileName())))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A day that cannot be deleted does not keep the others. */
    private static void deleteOrLeave(Path day) {
        try {
            delete(day);
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("day", day.getFileName())
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("a day of the done folder cannot be deleted and stays");
        }
    }

    /** Never follows links. */
    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
