package org.kartoteka.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.format.SealedJson;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
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
    void opensWhatAnotherNodeFoundedInThisVeryMoment() {
        ObjectStore late = new ObjectStore() {
            @Override
            public void create(ObjectKey key, ObjectContent content) {
                store.create(key, content);
            }

            @Override
            public InputStream open(ObjectKey key) {
                return store.open(key);
            }

            @Override
            public InputStream open(ObjectKey key, long offsetBytes, long lengthBytes) {
                return store.open(key, offsetBytes, lengthBytes);
            }

            @Override
            public OptionalLong size(ObjectKey key) {
                return store.size(key);
            }

            @Override
            public List<ObjectKey> list(String keyPrefix, String after, int limit) {
                SmallArchive.open(store);
                return store.list(keyPrefix, after, limit);
            }

            @Override
            public void delete(ObjectKey key) {
                store.delete(key);
            }
        };

        String id = SmallArchive.open(late).id();

        assertThat(id).isEqualTo(SmallArchive.open(store).id());
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
