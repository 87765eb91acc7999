package org.kartoteka.routes.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.Originals;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.ExamineResult.Part;
import org.kartoteka.ingest.Refusal;

/**
 * Third step: brings the original to scratch space and finds out what it is. A file that cannot be read is set aside; where the
 * reason may pass, only after as many tries as a batch has.
 */
final class ExamineOriginal {
    private final ObjectStore store;
    private final Batches batches;
    private final Renditions renditions;
    private final Reader reader;
    private final Scratch scratch;

    ExamineOriginal(ObjectStore store, Batches batches, Renditions renditions, Reader reader, Scratch scratch) {
        this.store = store;
        this.batches = batches;
        this.renditions = renditions;
        this.reader = reader;
        this.scratch = scratch;
    }

    /**
     * @return empty where the batch was set aside
     * @throws TriedInVain where another try may do better
     */
    Optional<ReadingJob> examine(Batch batch) throws IOException {
        Found found = look(batch, scratch.fresh(batch.id()));
        found.refusal().ifPresent(reason -> setAside(batch, reason));
        return found.job();
    }

    /**
     * Examines the other side of a stack in the scratch space of the first, and sets nothing aside.
     *
     * @return empty where it cannot be read
     */
    Optional<ReadingJob> examineBeside(ReadingJob first, Batch other) throws IOException {
        return look(other, Files.createDirectory(first.scratch().resolve("other-side")))
                .job();
    }

    /** A job, or why there is none. */
    private record Found(Optional<ReadingJob> job, Optional<Reason> refusal) {
        static Found refused(Reason reason) {
            return new Found(Optional.empty(), Optional.of(reason));
        }
    }

    private Found look(Batch batch, Path folder) throws IOException {
        Path file = fetch(batch, folder.resolve("original"));
        Arrival arrival = batches.arrival(batch.id());
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        return switch (reader.examine(batch.id(), new ExamineRequest(file, arrival.fileName(), unpacked))) {
            case ExamineResult.Refused refused -> Found.refused(Translate.reason(refused.refusal()));
            case ExamineResult.Examined examined -> job(batch, arrival, folder, examined);
        };
    }

    private Found job(Batch batch, Arrival arrival, Path folder, ExamineResult.Examined examined) throws IOException {
        if (examined.parts().stream().mapToInt(Part::pageCount).sum() == 0) {
            Optional<Refusal> refusal = examined.parts().stream()
                    .flatMap(part -> part.refusal().stream())
                    .findFirst();
            return Found.refused(refusal.map(Translate::reason).orElse(Reason.of(Reason.Code.NO_PAGES)));
        }
        List<RenditionRef> components = new ArrayList<>();
        for (Part part : examined.parts()) {
            components.add(component(batch, examined, part));
        }
        return new Found(
                Optional.of(ReadingJob.of(batch, arrival, folder, examined.parts(), components)), Optional.empty());
    }

    private void setAside(Batch batch, Reason reason) {
        if (reason.code().mayPass()) {
            throw new TriedInVain(reason);
        }
        batches.quarantine(batch.id(), reason, OpenBatch.READING);
    }

    /** Where a part's bytes are kept; unpacked ones are stored now. */
    private RenditionRef component(Batch batch, ExamineResult.Examined examined, Part part) throws IOException {
        Digest original = original(batch);
        if (part.number() == 0) {
            long size = store.size(Originals.key(original)).orElse(0);
            return new RenditionRef(Originals.key(original), original, size, examined.mediaType());
        }
        return renditions.put(
                Renditions.componentKey(original, part.number()), ObjectContent.of(part.file()), part.mediaType());
    }

    private Path fetch(Batch batch, Path target) throws IOException {
        Digest expected = original(batch);
        MessageDigest sha256 = Digest.sha256();
        try (InputStream in = store.open(Originals.key(expected));
                OutputStream out = new DigestOutputStream(Files.newOutputStream(target), sha256)) {
            in.transferTo(out);
        }
        if (!Digest.ofRaw(sha256.digest()).equals(expected)) {
            throw new ObjectStoreException.Corrupt(
                    "original of batch %s reads back with other bytes; run verify".formatted(batch.id()));
        }
        return target;
    }

    private static Digest original(Batch batch) {
        return batch.original()
                .orElseThrow(() -> new IllegalStateException("batch " + batch.id() + " has no original to read"));
    }
}
