package org.kartoteka.archive.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.verify.VersionsIndex;

final class ReindexTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Archive archive = SmallArchive.open(store);

    @Test
    void derivesEveryEntryFromEventsAndRenditions() {
        SmallArchive.build(archive);
        VersionsIndex index = new VersionsIndex();
        List<Long> progress = new ArrayList<>();

        assertThat(archive.reindex().run(index, progress::add)).isEqualTo(2);

        IndexedDocument first = index.entries().get(SmallArchive.FIRST);
        assertThat(index.entries()).containsOnlyKeys(SmallArchive.FIRST, SmallArchive.SECOND);
        assertThat(first.channel()).isEqualTo("mail");
        assertThat(first.documentDate()).contains(LocalDate.of(2001, 10, 5));
        assertThat(first.caseReferences()).containsExactly(SmallArchive.CASE.value());
        assertThat(first.pages())
                .containsExactly(
                        new IndexedDocument.Page(1, "lv", "teksts 1"), new IndexedDocument.Page(2, "lv", "teksts 2"));
        assertThat(progress).endsWith(2L);
    }

    @Test
    void leavesOutADamagedDocumentAndKeepsTheOthers() {
        SmallArchive.build(archive);
        store.overwrite(
                Renditions.documentKey(SmallArchive.FIRST, SmallArchive.RECIPE, "reading.json"), new byte[] {'{'});
        VersionsIndex index = new VersionsIndex();

        assertThat(archive.reindex().run(index, _ -> {})).isEqualTo(1);
        assertThat(index.entries()).containsOnlyKeys(SmallArchive.SECOND);
    }

    @Test
    void keepsTheOldIndexWhereTheRebuildFails() {
        SmallArchive.build(archive);
        VersionsIndex index = new VersionsIndex();
        archive.reindex().run(index, _ -> {});

        assertThatThrownBy(() -> archive.reindex().run(index.failingRebuild(), _ -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThat(index.entries()).hasSize(2);
    }
}
