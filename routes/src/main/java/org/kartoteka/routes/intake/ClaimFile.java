package org.kartoteka.routes.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a file out of the inbox: notes the claim down, then renames the file into its own folder. Whoever renames first has
 * it; a crash in between leaves the file in the inbox, and an empty claim that is swept away.
 */
public final class ClaimFile {
    private static final Logger log = LoggerFactory.getLogger(ClaimFile.class);

    private final TakenFolder taken;
    private final Claims claims;
    private final Consumer<FoundFile> stuck;
    private final PassNames passes;
    private final InstantSource clock;

    /**
     * @param stuck is told of a file that cannot be moved
     */
    ClaimFile(TakenFolder taken, Claims claims, Consumer<FoundFile> stuck, PassNames passes, InstantSource clock) {
        this.stuck = stuck;
        this.passes = passes;
        this.taken = taken;
        this.claims = claims;
        this.clock = clock;
    }

    /**
     * @return empty where the file is gone or cannot be moved now; then nothing happened
     * @throws IOException the file was taken, but not its sidecar; the sweep goes on with it
     */
    public Optional<BatchId> claim(FoundFile found) throws IOException {
        Instant now = clock.instant();
        BatchId id = BatchId.next(now);
        Claim claim = claim(id, found, now);
        try {
            taken.write(claim);
            DurableFiles.rename(found.path(), FileNames.child(taken.folder(id), FileNames.bytes(found.path())));
        } catch (IOException e) {
            abandon(id);
            if (!(e instanceof NoSuchFileException) || Files.exists(found.path(), LinkOption.NOFOLLOW_LINKS)) {
                stuck.accept(found);
                log.atWarn()
                        .addKeyValue("cause", e.getClass().getSimpleName())
                        .log(
                                "a file in the inbox cannot be moved: the service may not write to its folder, the folder is on"
                                        + " another disk, or the disk is full or fails");
            }
            return Optional.empty();
        }
        finish(claim);
        claims.add(claim);
        return Optional.of(id);
    }

    /** What cannot be removed now, and a file that did come in spite of the failure, are left to the sweep. */
    private void abandon(BatchId id) {
        try {
            if (taken.file(id).isEmpty()) {
                taken.remove(id);
            }
        } catch (IOException | UncheckedIOException e) {
            log.atWarn()
                    .addKeyValue("batch", id)
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("an empty claim cannot be removed now");
        }
    }

    /**
     * Takes a file anew that changed after it was taken, because somebody still wrote to it: under another batch id, since an
     * earlier state of it may have been captured under the first.
     */
    BatchId claimAgain(Claim before, Path file) throws IOException {
        Instant now = clock.instant();
        BatchId id = BatchId.next(now);
        Arrival a = before.arrival();
        FoundFile.Look look = taken.look(file);
        Claim claim = new Claim(
                id,
                new Arrival(a.channel(), a.folder(), a.fileName(), look.sizeBytes(), now, a.hints()),
                look.modifiedMillis(),
                before.refusal(),
                Optional.empty());
        taken.write(claim);
        if (Files.exists(taken.sidecar(before.id()))) {
            DurableFiles.rename(taken.sidecar(before.id()), taken.sidecar(id));
        }
        DurableFiles.rename(file, FileNames.child(taken.folder(id), FileNames.bytes(file)));
        taken.remove(before.id());
        claims.end(before.id());
        claims.add(claim);
        log.atInfo()
                .addKeyValue("before", before.id())
                .addKeyValue("batch", id)
                .log("file changed after it was taken and is taken anew");
        return id;
    }

    /** Brings the sidecar after its file; may be repeated. */
    void finish(Claim claim) throws IOException {
        Optional<Path> sidecar = claim.sidecar().map(uri -> Path.of(URI.create(uri)));
        if (sidecar.isEmpty() || Files.exists(taken.sidecar(claim.id())) || describesAnother(sidecar.get())) {
            return;
        }
        try {
            DurableFiles.rename(sidecar.get(), taken.sidecar(claim.id()));
        } catch (NoSuchFileException e) {
            // Somebody removed it; what it said is noted down.
        }
    }

    /** After a crash a file of the same name, with a sidecar of its own, may have come. */
    private static boolean describesAnother(Path sidecar) {
        byte[] name = FileNames.bytes(sidecar);
        byte[] described = Arrays.copyOf(name, name.length - ".json".length());
        return Files.exists(FileNames.child(sidecar.resolveSibling("."), described), LinkOption.NOFOLLOW_LINKS);
    }

    private Claim claim(BatchId id, FoundFile found, Instant now) {
        Map<String, String> hints = new HashMap<>(found.place().hints());
        Optional<Reason> refusal = found.refusal();
        if (refusal.isEmpty() && found.sidecar().isPresent()) {
            switch (ReadSidecar.read(found.sidecar().get())) {
                case ReadSidecar.Described described -> hints.putAll(described.hints());
                case ReadSidecar.Wrong wrong ->
                    refusal = Optional.of(wrong.problem().reason());
            }
        }
        String name = FileNames.shown(found.path());
        Arrival arrival = new Arrival(
                found.place().channel(),
                found.place().folder(),
                name,
                found.look().sizeBytes(),
                now,
                passes.withHintsOf(name, hints));
        return new Claim(
                id,
                arrival,
                found.look().modifiedMillis(),
                refusal,
                found.sidecar().map(sidecar -> sidecar.toUri().toString()));
    }
}
