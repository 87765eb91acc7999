package org.kartoteka.server.filesystem;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Makes folders whose own names are on the disk. A folder counts as durable only after this process synced its parent, for
 * another process may have made it and not come to syncing it yet. Remembers a bounded number; what is forgotten costs one
 * sync more.
 */
final class DurableFolders {
    private static final int REMEMBERED_MAX = 20_000;

    private final Set<Path> durable = Collections.synchronizedSet(Collections.newSetFromMap(new Remembered()));

    DurableFolders(Path root) {
        durable.add(root);
    }

    void make(Path folder) throws IOException {
        if (durable.contains(folder)) {
            return;
        }
        Path parent = parentOf(folder);
        make(parent);
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
        sync(parent);
        durable.add(folder);
    }

    static Path parentOf(Path path) {
        return requireNonNull(path.getParent(), "everything of the store is below its root");
    }

    /** What was linked into this folder survives a loss of power after this. */
    void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static final class Remembered extends LinkedHashMap<Path, Boolean> {
        private static final long serialVersionUID = 1L;

        Remembered() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Boolean> eldest) {
            return size() > REMEMBERED_MAX;
        }
    }
}
