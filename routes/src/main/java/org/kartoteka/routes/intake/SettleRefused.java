package org.kartoteka.routes.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets files go from {@code refused} whose batch was given another try and was read: file and sidecar move to
 * {@code done/<date>/}, and the note why it was refused is removed. Where the batch was set aside again, the note is written
 * anew. The note goes last: as long as it is there, there is something left to do, so all may be repeated after a crash.
 */
final class SettleRefused {
    private static final Logger log = LoggerFactory.getLogger(SettleRefused.class);

    private final Path refused;
    private final Batches batches;
    private final Fate fate;

    SettleRefused(Path refused, Batches batches, Fate fate) {
        this.refused = refused;
        this.batches = batches;
        this.fate = fate;
    }

    /** Looks at every note, and at the chain of its batch. */
    void settle() throws IOException {
        for (Path why : list(path -> SettledNames.isWhy(FileNames.bytes(path)))) {
            try {
                settle(why);
            } catch (IOException | RuntimeException e) {
                // Whatever is wrong with one of them must not keep the others.
                if (e instanceof ObjectStoreException store && store.retryable()) {
                    throw e;
                }
                log.atWarn()
                        .addKeyValue("cause", e.getClass().getSimpleName())
                        .log("a refused file cannot be dealt with now and stays");
            }
        }
    }

    private void settle(Path why) throws IOException {
        Optional<Batch> batch = SettledNames.batchOf(why).flatMap(batches::find);
        if (batch.isEmpty()) {
            return;
        }
        Batch decider = fate.decider(batch.get());
        switch (decider.state()) {
            case QUARANTINED -> fate.writeWhy(why, batch.get().id(), decider);
            case ARCHIVED, DUPLICATE -> letGo(why, batch.get(), decider);
            case WAITING -> {
                // Its file stays where it is until it was read.
            }
        }
    }

    private List<Path> list(Predicate<Path> isMeant) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(refused, isMeant::test)) {
            stream.forEach(paths::add);
        }
        return paths;
    }

    private void letGo(Path why, Batch batch, Batch decider) throws IOException {
        Optional<Path> file = fileOf(why);
        if (file.isPresent()) {
            if (!hasBytesOf(batch, file.get())) {
                log.atWarn()
                        .addKeyValue("batch", batch.id())
                        .log("a refused file was read meanwhile, but another one has its name: it stays with its note");
                return;
            }
            move(file.get(), batch, fate.folder(decider));
        }
        Files.deleteIfExists(why);
    }

    /** The file a note is about: the one whose note would have that name. */
    private Optional<Path> fileOf(Path why) throws IOException {
        String name = FileNames.key(FileNames.bytes(why));
        return list(path ->
                        FileNames.key(SettledNames.why(FileNames.bytes(path))).equals(name))
                .stream()
                .findFirst();
    }

    /** Nothing is moved to where it will be deleted unless the archive has the same bytes. */
    private static boolean hasBytesOf(Batch batch, Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        MessageDigest sha256 = Digest.sha256();
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
            in.transferTo(out);
        }
        return batch.original().equals(Optional.of(Digest.ofRaw(sha256.digest())));
    }

    private void move(Path file, Batch batch, Path target) throws IOException {
        Files.createDirectories(target);
        byte[] name = FileNames.bytes(file);
        byte[] sidecar = SettledNames.sidecar(name);
        // What has a note of its own is no sidecar but a refused file.
        boolean withSidecar =
                SettledNames.exists(refused, sidecar) && !SettledNames.exists(refused, SettledNames.why(sidecar));
        byte[] free = SettledNames.free(target, name, batch.id(), withSidecar);
        if (withSidecar) {
            Files.move(FileNames.child(refused, sidecar), FileNames.child(target, SettledNames.sidecar(free)));
        }
        Files.move(file, FileNames.child(target, free));
        DurableFiles.force(target);
    }
}
