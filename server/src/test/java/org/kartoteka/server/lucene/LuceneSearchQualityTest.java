package org.kartoteka.server.lucene;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.server.benchmark.search.SearchQuality;

final class LuceneSearchQualityTest extends SearchQuality {
    @TempDir
    private Path folder;

    @Override
    protected SearchIndex open() {
        return LuceneSearchIndex.open(folder, Duration.ofMinutes(5));
    }

    @Override
    protected void close(SearchIndex index) {
        ((LuceneSearchIndex) index).close();
    }
}
