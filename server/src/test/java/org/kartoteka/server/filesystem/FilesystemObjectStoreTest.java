package org.kartoteka.server.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStoreContract;
import org.kartoteka.archive.store.ObjectStoreException;

final class FilesystemObjectStoreTest extends ObjectStoreContract {
    @TempDir
    private Path folder;

    private final List<FilesystemObjectStore> opened = new ArrayList<>();

    @Override
    protected FilesystemObjectStore newStore() throws IOException {
        return sameStoreAgain();
    }

    @Override
    protected FilesystemObjectStore sameStoreAgain() throws IOException {
        FilesystemObjectStore store = FilesystemObjectStore.open(folder.resolve("archive"));
        opened.add(store);
        return store;
    }

    @AfterEach
    void closeStores() {
        opened.forEach(FilesystemObjectStore::close);
    }

    @Test
    void leavesNoTemporaryFiles() throws IOException {
        FilesystemObjectStore store = sameStoreAgain();
        store.create(key("a/b"), content("x"));
        assertThatThrownBy(() -> store.create(key("a/b"), content("y")))
                .isInstanceOf(ObjectStoreException.AlreadyExists.class);

        opened.forEach(FilesystemObjectStore::close);

        try (Stream<Path> left = Files.list(folder.resolve("archive/.tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void clearsWhatADeadProcessLeftAndSparesTheLiving() throws IOException {
        Path scratch = folder.resolve("archive/.tmp");
        Path dead = Files.createDirectories(scratch.resolve("11111111-dead"));
        Files.writeString(dead.resolve("7"), "half an obj");
        Files.writeString(scratch.resolve("11111111-dead.lock"), "");
        FilesystemObjectStore living = sameStoreAgain();

        assertThat(dead).doesNotExist();
        FilesystemObjectStore second = sameStoreAgain();
        living.create(key("still/works"), content("x"));
        second.create(key("too"), content("x"));
        assertThat(living.list("", "", 10)).hasSize(2);
    }

    @Test
    void neverListsWhatIsNoObject() throws IOException {
        FilesystemObjectStore store = sameStoreAgain();
        store.create(key("a/b"), content("x"));
        Files.writeString(folder.resolve("archive/a/.hidden"), "x");
        Files.writeString(folder.resolve("archive/a/two words.txt"), "x");

        assertThat(store.list("", "", 10)).containsExactly(new ObjectKey("a/b"));
    }

    @Test
    void saysThatAKeyCannotBeAFolderOfAnother() throws IOException {
        FilesystemObjectStore store = sameStoreAgain();
        store.create(key("a/b"), content("x"));

        assertThatThrownBy(() -> store.create(key("a/b/c"), content("y")))
                .isInstanceOf(ObjectStoreException.Corrupt.class);
        assertThatThrownBy(() -> store.create(key("a"), content("y"))).isInstanceOf(ObjectStoreException.Corrupt.class);
    }

    @Test
    void pagesThroughASettledFolderAndStillSeesWhatIsAddedLater() throws IOException {
        FilesystemObjectStore store = sameStoreAgain();
        for (int i = 0; i < 20; i++) {
            store.create(key("big/%02d".formatted(i)), content("x"));
        }
        FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(folder.resolve("archive/big"), old);
        assertThat(store.list("big/", "big/05", 3)).hasSize(3);

        store.create(key("big/055"), content("x"));

        assertThat(store.list("big/", "big/05", 1)).containsExactly(new ObjectKey("big/055"));
    }

    @Test
    void isUnavailableAndRetryableWhereTheFolderCannotBeWritten() throws IOException {
        FilesystemObjectStore store = sameStoreAgain();
        Path scratch = folder.resolve("archive/.tmp");
        try (Stream<Path> all = Files.list(scratch)) {
            for (Path path : all.filter(Files::isDirectory).toList()) {
                Files.delete(path);
            }
        }

        assertThatThrownBy(() -> store.create(key("x"), content("y")))
                .isInstanceOfSatisfying(
                        ObjectStoreException.Unavailable.class,
                        e -> assertThat(e.retryable()).isTrue())
                .hasMessageContaining("cannot create object x");
    }

    @Test
    void makesObjectsReadOnly() throws IOException {
        FilesystemObjectStore store = sameStoreAgain();
        store.create(key("a"), content("x"));
        Path file = folder.resolve("archive/a");
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));

        assertThat(Files.getPosixFilePermissions(file).toString()).doesNotContain("WRITE");
    }
}
