package org.kartoteka.routes.learning;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.ComposeResult;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.PageRequest;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.Provenance;
import org.kartoteka.ingest.ScanReader;

/** Notes by which type model each document was to be understood. */
final class ComposingReader implements ScanReader {
    private final List<Optional<Path>> used;

    ComposingReader(List<Optional<Path>> used) {
        this.used = used;
    }

    @Override
    public ComposeResult compose(ComposeRequest request) {
        used.add(request.typeModel());
        return new ComposeResult.Composed("other", 0, Map.of(), List.of(), "", List.of(), Optional.empty());
    }

    @Override
    public ExamineResult examine(ExamineRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PageResult readPage(PageRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String recipe() {
        return "abcdefghijkl";
    }

    @Override
    public Provenance provenance() {
        return new Provenance("test", Map.of(), Map.of());
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
