package org.kartoteka.routes.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;

/**
 * Lets the file of a finished batch go: to {@code done/<date>/}, or to {@code refused/} with the reason beside it. May be
 * repeated after a crash. One thread at a time, since it chooses free names.
 */
public final class SettleTaken {
    private static final String SIDECAR_ENDING = ".json";
    private static final String WHY_ENDING = ".why.txt";
    private static final int ORDINAL_MAX = 100_000;

    private final IntakeFolders folders;
    private final TakenFolder taken;
    private final Claims claims;
    private final ClaimFile claimFile;
    private final Batches batches;
    private final Function<Reason, String> sentence;
    private final IntakeSettings settings;
    private final InstantSource clock;

    /**
     * What settling needs.
     *
     * @param sentence says a reason in the clerk's language
     */
    record Parts(
            IntakeFolders folders,
            TakenFolder taken,
            Claims claims,
            ClaimFile claimFile,
            Batches batches,
            Function<Reason, String> sentence,
            IntakeSettings settings,
            InstantSource clock) {}

    SettleTaken(Parts parts) {
        this.folders = parts.folders();
        this.taken = parts.taken();
        this.claims = parts.claims();
        this.claimFile = parts.claimFile();
        this.batches = parts.batches();
        this.sentence = parts.sentence();
        this.settings = parts.settings();
        this.clock = parts.clock();
    }

    /**
     * Does nothing where there is no such taken file, or its batch still waits.
     *
     * @throws IOException the file cannot be moved; it stays, and comes up again later
     */
    public synchronized void settle(BatchId id) throws IOException {
        if (!Files.isDirectory(taken.folder(id), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Optional<Batch> batch = batches.find(id);
        if (batch.isEmpty() || batch.get().state() == Batch.State.WAITING) {
            return;
        }
        Optional<Path> file = taken.file(id);
        if (file.isPresent()) {
            Claim claim = taken.claim(id, file.get());
            boolean captured = batch.get().original().isPresent();
            if (captured && !claim.looksLike(taken.look(file.get()))) {
                claims.later(
                        claimFile.claimAgain(claim, file.get()),
                        settings.waits().stableUnknown());
                return;
            }
            claimFile.finish(claim);
            move(batch.get(), file.get());
        }
        taken.remove(id);
    }

    /** Reason first, then sidecar, then file: as long as the file is here, there is something left to do. */
    private void move(Batch batch, Path file) throws IOException {
        Path target = target(batch);
        Files.createDirectories(target);
        byte[] name = freeName(target, FileNames.bytes(file), batch);
        if (batch.state() == Batch.State.QUARANTINED) {
            writeWhy(FileNames.child(target, whyName(name)), batch);
        }
        try {
            Files.move(taken.sidecar(batch.id()), FileNames.child(target, sidecarName(name)));
        } catch (NoSuchFileException e) {
            // Most files have none, or an earlier try moved it.
        }
        Files.move(file, FileNames.child(target, name));
    }

    private Path target(Batch batch) {
        return switch (batch.state()) {
            case ARCHIVED, DUPLICATE ->
                folders.done()
                        .resolve(LocalDate.ofInstant(clock.instant(), settings.zone())
                                .toString());
            case QUARANTINED -> folders.refused();
            case WAITING -> throw new IllegalStateException("batch " + batch.id() + " is not final");
        };
    }

    /** A name that is free in the folder together with what belongs beside it, or ours from an earlier try. */
    private byte[] freeName(Path target, byte[] name, Batch batch) throws IOException {
        boolean sidecar = Files.exists(taken.sidecar(batch.id()), LinkOption.NOFOLLOW_LINKS);
        for (int ordinal = 1; ordinal <= ORDINAL_MAX; ordinal++) {
            byte[] candidate = FileNames.numbered(name, ordinal, 0);
            boolean free = !exists(target, candidate)
                    && !(sidecar && exists(target, sidecarName(candidate)))
                    && whyIsFree(FileNames.child(target, whyName(candidate)), batch);
            if (free) {
                return candidate;
            }
        }
        throw new IOException("too many files of one name in " + target);
    }

    private static boolean exists(Path folder, byte[] name) {
        return Files.exists(FileNames.child(folder, name), LinkOption.NOFOLLOW_LINKS);
    }

    private static byte[] sidecarName(byte[] name) {
        return FileNames.plus(FileNames.numbered(name, 1, SIDECAR_ENDING.length()), SIDECAR_ENDING);
    }

    private static byte[] whyName(byte[] name) {
        return FileNames.plus(FileNames.numbered(name, 1, WHY_ENDING.length()), WHY_ENDING);
    }

    private static boolean whyIsFree(Path why, Batch batch) throws IOException {
        return !Files.exists(why, LinkOption.NOFOLLOW_LINKS)
                || Files.readString(why, StandardCharsets.UTF_8)
                        .contains(batch.id().value());
    }

    private void writeWhy(Path why, Batch batch) throws IOException {
        Reason reason =
                batch.reason().orElseThrow(() -> new IllegalStateException("batch " + batch.id() + " has no reason"));
        String text = "%s%n%n%s%n".formatted(sentence.apply(reason), batch.id());
        DurableFiles.write(why, text.getBytes(StandardCharsets.UTF_8));
    }
}
