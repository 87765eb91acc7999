package org.kartoteka.server.filesystem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Tries out, on the very file system, what the store's promises rest on. */
final class CreateIfAbsentProbe {
    private CreateIfAbsentProbe() {}

    static void run(Path folder) throws IOException {
        Path first = folder.resolve("probe-1");
        Path second = folder.resolve("probe-2");
        Path target = folder.resolve("probe-target");
        Path otherCase = folder.resolve("PROBE-TARGET");
        try {
            Files.writeString(first, "1");
            Files.writeString(second, "2");
            link(folder, target, first);
            if (!refuses(target, second) || !Files.readString(target).equals("1")) {
                throw refusal(folder, "lets a second file take a name that is taken", null);
            }
            if (Files.exists(otherCase)) {
                throw refusal(folder, "does not tell upper from lower case in names", null);
            }
            sync(folder);
        } finally {
            for (Path file : new Path[] {first, second, target}) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void link(Path folder, Path target, Path file) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (UnsupportedOperationException | IOException e) {
            throw refusal(folder, "cannot make hard links", e);
        }
    }

    private static boolean refuses(Path target, Path file) throws IOException {
        try {
            Files.createLink(target, file);
            return false;
        } catch (FileAlreadyExistsException _) {
            return true;
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw refusal(folder, "cannot sync a folder to the disk", e);
        }
    }

    private static IOException refusal(Path folder, String what, @Nullable Exception cause) {
        return new IOException(
                "the file system of %s %s, so an archive would not be safe there; use a local disk with ext4, xfs, btrfs or APFS"
                        .formatted(folder, what),
                cause);
    }
}
