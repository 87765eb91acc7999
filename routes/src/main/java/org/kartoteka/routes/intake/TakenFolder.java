package org.kartoteka.routes.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.identity.BatchId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The private folder of files that were taken: {@code taken/<batch id>/} with the file under its own name, and beside it, with
 * leading dots, what intake notes down. A taken file's name never starts with a dot.
 */
final class TakenFolder {
    private static final String CLAIM = ".arrival.json";
    private static final String SIDECAR = ".sidecar.json";
    private static final String SPOOL = ".spool";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path taken;

    TakenFolder(Path taken) {
        this.taken = taken;
    }

    Path folder(BatchId id) {
        return taken.resolve(id.value());
    }

    Path sidecar(BatchId id) {
        return folder(id).resolve(SIDECAR);
    }

    /** Where an upload is written until it is whole. */
    Path spool(BatchId id) {
        return folder(id).resolve(SPOOL);
    }

    /** The folder of every claim, oldest first. What has no batch id for a name is not ours and is left alone. */
    List<BatchId> list() {
        List<BatchId> ids = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(taken)) {
            for (Path folder : stream) {
                batchId(folder).ifPresent(ids::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the taken files", e);
        }
        Collections.sort(ids);
        return ids;
    }

    /** The file that was taken, found by looking, since its name may not survive being written down. */
    Optional<Path> file(BatchId id) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(
                folder(id), path -> !String.valueOf(path.getFileName()).startsWith("."))) {
            for (Path path : stream) {
                return Optional.of(path);
            }
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into the taken folder of batch " + id, e);
        }
    }

    FoundFile.Look look(Path file) throws IOException {
        return FoundFile.Look.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    /** Notes the claim down, for good. Creates the folder. */
    void write(Claim claim) throws IOException {
        Files.createDirectories(folder(claim.id()));
        DurableFiles.write(folder(claim.id()).resolve(CLAIM), JSON.writeValueAsBytes(claim));
        DurableFiles.force(taken);
    }

    /**
     * What was noted down; where that is lost, what can be told from the file.
     *
     * @param file that was taken
     */
    Claim claim(BatchId id, Path file) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(folder(id).resolve(CLAIM)), Claim.class);
        } catch (NoSuchFileException | JacksonException e) {
            return Claim.unknown(id, FileNames.shown(file), look(file), id.time());
        }
    }

    /** Removes the folder with our own notes; the file must have left it. */
    void remove(BatchId id) throws IOException {
        Path folder = folder(id);
        if (file(id).isPresent()) {
            throw new IllegalStateException("there still is a file in the taken folder of batch " + id);
        }
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(folder)) {
            for (Path note : notes) {
                Files.deleteIfExists(note);
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Files.deleteIfExists(folder);
    }

    static Optional<BatchId> batchId(Path folder) {
        try {
            return Optional.of(new BatchId(String.valueOf(folder.getFileName())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
