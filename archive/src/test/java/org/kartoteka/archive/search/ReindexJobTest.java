package org.kartoteka.archive.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.aDocument;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.search.RebuildProgress.Trouble;
import org.kartoteka.archive.store.InMemoryObjectStore;

/** What a process knows of rebuilds that it did not begin. */
final class ReindexJobTest {
    private final Archive archive = SmallArchive.open(new InMemoryObjectStore());
    private final FaultySearchIndex index = new FaultySearchIndex();
    private final ReindexJob job = new ReindexJob(archive.reindex(), index, SmallArchive.CLOCK);

    @Test
    void knowsOfNoneAtTheBeginning() {
        assertThat(job.progress()).isEqualTo(new RebuildProgress.None());
    }

    @Test
    void tellsHowFarARebuildOfAnotherProcessIsUntilItIsDone() {
        try (SearchIndex.Rebuild elsewhere = index.rebuild()) {
            assertThat(job.progress().isRunning()).isTrue();
            assertThatThrownBy(job::start).isInstanceOfAny(RebuildRunning.class).hasMessageContaining("already");

            elsewhere.put(List.of(aDocument(1).build(), aDocument(2).build()));
            assertThat(job.progress()).isEqualTo(new RebuildProgress.RunningElsewhere(2, "index-1"));
            elsewhere.activate();
        }

        assertThat(job.progress()).isEqualTo(new RebuildProgress.Done(2, Optional.empty(), Optional.empty()));
        assertThat(job.progress().isRunning()).isFalse();
    }

    @Test
    void saysThatARebuildOfAnotherProcessWasGivenUp() {
        try (SearchIndex.Rebuild elsewhere = index.rebuild()) {
            assertThat(job.progress().isRunning()).isTrue();
        }

        assertThat(job.progress())
                .isEqualTo(new RebuildProgress.Failed(0, Optional.empty(), Optional.empty(), Trouble.GIVEN_UP));
    }

    @Test
    void keepsWhatItKnowsWhileTheEngineIsAway() {
        try (SearchIndex.Rebuild elsewhere = index.rebuild()) {
            RebuildProgress before = job.progress();
            index.away(true);

            assertThat(job.progress()).isEqualTo(before);
            assertThatThrownBy(job::start).isInstanceOf(RebuildNotBegun.class);
        }
    }
}
