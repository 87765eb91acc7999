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

final class ReindexTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Archive archive = SmallArchive.open(store);

    @Test
    void derivesEveryEntryFromEventsAndRenditions() {
        SmallArchive.build(archive);
        FaultySearchIndex index = new FaultySearchIndex();
        List<Long> progress = new ArrayList<>();

        assertThat(archive.reindex().run(index, progress::add)).isEqualTo(2);

        IndexedDocument first = index.visible().get(SmallArchive.FIRST);
        assertThat(index.visible()).containsOnlyKeys(SmallArchive.FIRST, SmallArchive.SECOND);
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
        FaultySearchIndex index = new FaultySearchIndex();

        assertThat(archive.reindex().run(index, _ -> {})).isEqualTo(1);
        assertThat(index.visible()).containsOnlyKeys(SmallArchive.SECOND);
    }

    @Test
    void leavesOutADocumentThatTheIndexRefusesAndKeepsTheOthers() {
        SmallArchive.build(archive);
        FaultySearchIndex index = new FaultySearchIndex();
        index.refuse(SmallArchive.FIRST);

        assertThat(archive.reindex().run(index, _ -> {})).isEqualTo(1);
        assertThat(index.visible()).containsOnlyKeys(SmallArchive.SECOND);
    }

    @Test
    void keepsTheOldIndexWhereEveryDocumentIsRefused() {
        SmallArchive.build(archive);
        FaultySearchIndex index = new FaultySearchIndex();
        archive.reindex().run(index, _ -> {});
        index.refuse(SmallArchive.FIRST);
        index.refuse(SmallArchive.SECOND);

        assertThatThrownBy(() -> archive.reindex().run(index, _ -> {})).isInstanceOf(IllegalArgumentException.class);
        assertThat(index.visible()).hasSize(2);
    }

    @Test
    void keepsTheOldIndexWhereTheEngineGoesAwayAndCanBeginAgain() {
        SmallArchive.build(archive);
        FaultySearchIndex index = new FaultySearchIndex();
        archive.reindex().run(index, _ -> {});
        SearchIndex.Rebuild begun = index.rebuild();
        index.away(true);

        assertThatThrownBy(() -> archive.reindex().run(begun, _ -> {})).isInstanceOf(SearchUnavailable.class);
        assertThatThrownBy(() -> archive.reindex().run(index, _ -> {})).isInstanceOf(SearchUnavailable.class);
        assertThat(index.visible()).hasSize(2);
        index.away(false);
        assertThat(archive.reindex().run(index, _ -> {})).isEqualTo(2);
    }
}
