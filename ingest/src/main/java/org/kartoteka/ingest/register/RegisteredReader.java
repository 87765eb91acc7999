package org.kartoteka.ingest.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.ComposeResult;
import org.kartoteka.ingest.ComposeResult.ComposeFailed;
import org.kartoteka.ingest.ComposeResult.Composed;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.PageRequest;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.Provenance;
import org.kartoteka.ingest.ScanReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reader whose findings about customers are settled by a customer register. The file is read again when it changes; one that
 * can no longer be read leaves the last good one in force. Its recipe is that of the reader: what a register settled says so
 * itself. Safe for any number of threads.
 */
public final class RegisteredReader implements ScanReader {
    private static final Logger log = LoggerFactory.getLogger(RegisteredReader.class);

    private record Loaded(FileTime changed, CustomerRegister register) {}

    private final ScanReader reader;
    private final Path file;
    private Loaded loaded;

    /**
     * @throws IllegalArgumentException if the register is malformed, saying where
     * @throws UncheckedIOException if it cannot be read
     */
    public RegisteredReader(ScanReader reader, Path file) {
        this.reader = reader;
        this.file = file;
        this.loaded = new Loaded(changed(), CustomerRegister.read(file));
    }

    private FileTime changed() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read customer register " + file, e);
        }
    }

    private synchronized CustomerRegister register() {
        FileTime changed = loaded.changed;
        try {
            changed = changed();
            if (!changed.equals(loaded.changed)) {
                loaded = new Loaded(changed, CustomerRegister.read(file));
            }
        } catch (UncheckedIOException | IllegalArgumentException e) {
            // Told once, and looked at again when it changes again.
            loaded = new Loaded(changed, loaded.register);
            log.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("cause", e.getMessage())
                    .log("customer register cannot be read; the one before stays in force");
        }
        return loaded.register;
    }

    @Override
    public ComposeResult compose(ComposeRequest request) {
        ComposeResult result = reader.compose(request);
        return switch (result) {
            case ComposeFailed failed -> failed;
            case Composed composed ->
                new Composed(
                        composed.type(),
                        composed.typeScore(),
                        composed.typeCandidates(),
                        composed.typeWords(),
                        composed.typeModel(),
                        SettledReading.of(register(), composed.fields()),
                        composed.pdfFailure());
        };
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
