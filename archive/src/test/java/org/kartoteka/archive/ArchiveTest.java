package org.kartoteka.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.format.SealedJson;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.StoredBytes;

final class ArchiveTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Test
    void foundsAStoreThatExplainsItself() throws IOException {
        String id = SmallArchive.open(store).id();

        assertThat(SmallArchive.open(store).id()).isEqualTo(id);
        assertThat(new String(StoredBytes.read(store, ArchiveIdentity.README), UTF_8))
                .contains("originals/", "archive-format.md");
        assertThat(StoredBytes.read(store, ArchiveIdentity.FORMAT))
                .isEqualTo(
                        Files.readAllBytes(Path.of(System.getProperty("kartoteka.root"), "docs", "archive-format.md")));
        Map<String, Object> identity = SealedJson.unseal(StoredBytes.read(store, ArchiveIdentity.KEY));
        assertThat(identity).containsEntry("formatVersion", 1L).containsEntry("digestAlgorithm", "SHA-256");
    }

    @Test
    void refusesAStrangersStoreWithoutTouchingIt() {
        store.create(new ObjectKey("photos/holiday.jpg"), SmallArchive.content("x"));

        assertThatThrownBy(() -> SmallArchive.open(store))
                .isInstanceOf(UnknownFormat.class)
                .hasMessageContaining("photos/holiday.jpg")
                .hasMessageContaining("archive.json");
        assertThat(store.list("", "", 10)).hasSize(1);
    }

    @Test
    void refusesAnotherFormatVersionAndADamagedIdentity() {
        SmallArchive.open(store);
        Map<String, Object> identity = SealedJson.unseal(StoredBytes.read(store, ArchiveIdentity.KEY));
        identity.put("formatVersion", 2L);

        store.overwrite(ArchiveIdentity.KEY, SealedJson.seal(identity));
        assertThatThrownBy(() -> SmallArchive.open(store))
                .isInstanceOf(UnknownFormat.class)
                .hasMessageContaining("version 2");
        store.overwrite(ArchiveIdentity.KEY, "{}".getBytes(UTF_8));
        assertThatThrownBy(() -> SmallArchive.open(store))
                .isInstanceOf(UnknownFormat.class)
                .hasMessageContaining("backup");
    }
}
