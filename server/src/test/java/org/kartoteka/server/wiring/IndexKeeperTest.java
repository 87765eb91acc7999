package org.kartoteka.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.Polling;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.search.RebuildProgress;
import org.kartoteka.archive.search.ReindexJob;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.routes.Upkeep;
import org.kartoteka.routes.WorkInHand;
import org.kartoteka.server.lucene.LuceneSearchIndex;

final class IndexKeeperTest {
    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Archive archive = SmallArchive.open(new InMemoryObjectStore());

    @Test
    void looksAgainAtAnIndexThatCouldNotBeBuiltAtFirstAndTellsHowItsRebuildWent() {
        SmallArchive.build(archive);
        try (LuceneSearchIndex index = LuceneSearchIndex.open(folder)) {
            ReindexJob reindex = new ReindexJob(archive.reindex(), index, InstantSource.system());
            WorkInHand inHand = new WorkInHand(InstantSource.system());
            SearchIndex.Rebuild another = index.rebuild();
            try (IndexKeeper _ = new IndexKeeper(reindex, index, Upkeep.alone(), inHand, OFTEN)) {
                assertThat(reindex.progress()).isInstanceOf(RebuildProgress.RunningElsewhere.class);
                another.close();

                Polling.until(
                        "the index is built", PATIENCE, () -> !index.health().rebuildNeeded());
                Polling.until("that is known", PATIENCE, () -> reindex.progress() instanceof RebuildProgress.Done);
            }
            assertThat(reindex.progress().documents()).isEqualTo(2);
            assertThat(index.size()).isEqualTo(2);
        }
    }
}
