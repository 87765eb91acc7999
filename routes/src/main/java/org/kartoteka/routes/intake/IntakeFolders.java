package org.kartoteka.routes.intake;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The four folders of intake. All must be on one file system, because files are taken by renaming them.
 *
 * @param inbox where people and scanners drop files
 * @param taken private: {@code <batch id>/} holds a file that was taken, until its batch is final
 * @param done {@code <date>/} holds files of batches that were archived, for some days
 * @param refused files that could not be archived, each with {@code <name>.why.txt}
 */
public record IntakeFolders(Path inbox, Path taken, Path done, Path refused) {
    /** The four folders with their usual names below one. */
    public static IntakeFolders below(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        return new IntakeFolders(
                root.resolve("inbox"), root.resolve("taken"), root.resolve("done"), root.resolve("refused"));
    }

    /**
     * Creates the folders where they are missing, closed to all but their owner and group, and tries whether files can be
     * taken.
     *
     * @throws IntakeUnusable with what to do, in words
     */
    public void prepare() {
        prepare(taken);
    }

    /** As {@link #prepare()}, for a node that keeps its claims in this folder of its own. */
    void prepare(Path takenByNode) {
        create(inbox, "rwxrwx---");
        create(taken, "rwx------");
        create(takenByNode, "rwx------");
        create(done, "rwxr-x---");
        create(refused, "rwxrwx---");
        tryRename(inbox, takenByNode);
        tryRename(takenByNode, done);
        tryRename(takenByNode, refused);
    }

    /**
     * Scans are nobody's business outside the office, so others get nothing; the umask decides what is left of the group's
     * share. A folder that is there already keeps what its owner gave it.
     */
    private static void create(Path folder, String permissions) {
        try {
            Files.createDirectories(folder.resolveSibling("."));
            if (Files.isDirectory(folder)) {
                return;
            }
            if (Files.getFileStore(folder.resolveSibling(".")).supportsFileAttributeView("posix")) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            throw new IntakeUnusable("cannot use " + folder + " as a folder: something else has that name", e);
        } catch (IOException e) {
            throw new IntakeUnusable("cannot create the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void tryRename(Path from, Path to) {
        String what = "cannot move files from " + from + " to " + to;
        try {
            Path probe = Files.createTempFile(from, ".probe", ".tmp");
            Path moved = to.resolve(probe.getFileName());
            try {
                DurableFiles.rename(probe, moved);
            } finally {
                Files.deleteIfExists(probe);
                Files.deleteIfExists(moved);
            }
        } catch (java.nio.file.AtomicMoveNotSupportedException e) {
            throw new IntakeUnusable(what + ": both must be on one file system; set intake.folder to one disk", e);
        } catch (IOException e) {
            throw new IntakeUnusable(what + ": the service may not write there (" + e.getMessage() + ")", e);
        }
    }

    /** Tries whether nodes can keep each other from settling files at the same time. */
    static void tryLock(SettlingLock lock) {
        try {
            lock.run(() -> {});
        } catch (IOException e) {
            throw new IntakeUnusable(
                    "cannot lock a file in the folder of taken files: nodes that share it need a file system with locks ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    /** The folders cannot be used; the message says which one, why and what to do. */
    public static final class IntakeUnusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        IntakeUnusable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
