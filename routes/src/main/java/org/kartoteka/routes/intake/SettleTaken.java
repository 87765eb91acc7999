package org.kartoteka.routes.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    private static final int WHY_BYTES_MAX = 8_192;
    private static final int ORDINAL_MAX = 100_000;

    private final IntakeFolders folders;
    private final TakenFolder taken;
    private final Claims claims;
    private final ClaimFile claimFile;
    private final Batches batches;
    private final Function<Reason, String> sentence;
    private final IntakeSettings settings;
    private final InstantSource clock;

    /** Duplicates by the batch they wait for; only to be quick, the sweep finds them, too. */
    private final Map<BatchId, Set<BatchId>> behind = new HashMap<>();

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
     * Does nothing where there is no such taken file, or its batch, or the one it is a duplicate of, still waits.
     *
     * @throws IOException the file cannot be moved; it stays, and comes up again later
     */
    public synchronized void settle(BatchId id) throws IOException {
        settleOne(id);
        Set<BatchId> duplicates = behind.remove(id);
        if (duplicates != null) {
            for (BatchId duplicate : duplicates) {
                settleOne(duplicate);
            }
        }
    }

    private void settleOne(BatchId id) throws IOException {
        if (!Files.isDirectory(taken.folder(id), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Optional<Batch> batch = batches.find(id);
        if (batch.isEmpty() || batch.get().state() == Batch.State.WAITING) {
            return;
        }
        Batch fate = fate(batch.get());
        if (fate.state() == Batch.State.WAITING) {
            behind.computeIfAbsent(fate.id(), _ -> new TreeSet<>()).add(id);
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
            move(batch.get(), fate, file.get());
        }
        taken.remove(id);
    }

    /** The batch that decides where the file goes: a duplicate shares the lot of the batch that owns its bytes. */
    private Batch fate(Batch batch) {
        return batch.duplicateOf().flatMap(batches::find).orElse(batch);
    }

    /** Reason first, then sidecar, then file: as long as the file is here, there is something left to do. */
    private void move(Batch batch, Batch fate, Path file) throws IOException {
        Path target = target(fate);
        Files.createDirectories(target);
        byte[] name = freeName(target, FileNames.bytes(file), batch);
        if (fate.state() == Batch.State.QUARANTINED) {
            writeWhy(FileNames.child(target, whyName(name)), batch.id(), fate);
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

    /** Nothing is there, or our own note of an earlier try. Anybody may put anything there under that name. */
    private static boolean whyIsFree(Path why, Batch batch) throws IOException {
        if (!Files.exists(why, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (!Files.isRegularFile(why, LinkOption.NOFOLLOW_LINKS) || Files.size(why) >= WHY_BYTES_MAX) {
            return false;
        }
        try (InputStream in = Files.newInputStream(why, LinkOption.NOFOLLOW_LINKS)) {
            String text = new String(in.readNBytes(WHY_BYTES_MAX), StandardCharsets.ISO_8859_1);
            return text.contains(batch.id().value());
        } catch (AccessDeniedException e) {
            return false;
        }
    }

    private void writeWhy(Path why, BatchId id, Batch fate) throws IOException {
        Reason reason =
                fate.reason().orElseThrow(() -> new IllegalStateException("batch " + fate.id() + " has no reason"));
        String text = "%s%n%n%s%n".formatted(sentence.apply(reason), id);
        DurableFiles.write(why, text.getBytes(StandardCharsets.UTF_8));
    }
}
