package org.kartoteka.routes.learning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.model.TypeModel;
import org.kartoteka.archive.model.TypeModels;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.ComposeResult;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.PageRequest;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.Provenance;
import org.kartoteka.ingest.ScanReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reader that tells types by the model that is in force. Looks for another one before a document is understood, at most
 * every few seconds; workers take it up with the next document, none is restarted. Where the store cannot be asked, or the
 * model is damaged, the one before stays. Its recipe is that of the reader: pages do not depend on the type model, and a
 * document's reading names the model that decided. Safe for any number of threads.
 */
public final class LearnedReader implements ScanReader {
    /** A model that was put in force is used by every node after so long. */
    public static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(LearnedReader.class);

    private final ScanReader reader;
    private final TypeModels models;
    private final Path folder;
    private final LongSupplier nanoTime;
    private boolean looked;
    private long lookedAt;
    private long sequence;
    private Optional<Path> current = Optional.empty();

    /**
     * @param folder for models alone; what is in it is emptied now
     * @param nanoTime a monotonic clock, as {@link System#nanoTime}
     */
    public LearnedReader(ScanReader reader, TypeModels models, Path folder, LongSupplier nanoTime) {
        this.reader = reader;
        this.models = models;
        this.folder = folder;
        this.nanoTime = nanoTime;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the folder of models " + folder, e);
        }
    }

    @Override
    public ComposeResult compose(ComposeRequest request) {
        return reader.compose(request.withTypeModel(inForce()));
    }

    private synchronized Optional<Path> inForce() {
        long now = nanoTime.getAsLong();
        if (looked && now - lookedAt < LOOK_EVERY.toNanos()) {
            return current;
        }
        looked = true;
        lookedAt = now;
        try {
            long last = models.sequence();
            if (last != sequence) {
                Optional<TypeModel> model = models.history().inForce();
                current = model.isPresent() ? Optional.of(fetch(model.get().digest())) : Optional.empty();
                sequence = last;
                log.atInfo()
                        .addKeyValue("model", model.map(TypeModel::name).orElse(TypeModels.SHIPPED))
                        .log("types are told by this model from now on");
            }
        } catch (ObjectStoreException | ChainBroken | IOException e) {
            log.atWarn().setCause(e).log("the type model in force cannot be fetched; the one before stays");
        }
        return current;
    }

    private Path fetch(Digest digest) throws IOException {
        Path file = folder.resolve(digest.hex() + ".model");
        if (!Files.exists(file)) {
            Path part = folder.resolve(digest.hex() + ".part");
            Files.write(part, models.bytes(digest));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    @Override
    public ExamineResult examine(ExamineRequest request) {
        return reader.examine(request);
    }

    @Override
    public PageResult readPage(PageRequest request) {
        return reader.readPage(request);
    }

    @Override
    public String recipe() {
        return reader.recipe();
    }

    @Override
    public Provenance provenance() {
        return reader.provenance();
    }

    @Override
    public void close() {
        reader.close();
    }
}
