package org.kartoteka.server.filesystem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;

/**
 * Objects as read-only files below a root folder, their keys as paths.
 *
 * <p>An object is written into a scratch folder of the same file system, synced to the disk, and then hard-linked to its
 * name: the link is made whole or not at all, and only where the name is free. The folder is synced before the call
 * returns. That is two syncs for an object, and one more for each folder that this process meets for the first time.
 *
 * <p>No key may be a folder of another key. Names that start with a dot are the store's own and are never listed. Several
 * processes may work on one root; each has its own scratch folder, and what a dead one left is cleared at the next start.
 * Closing only removes the scratch folder.
 */
public final class FilesystemObjectStore implements ObjectStore, AutoCloseable {
    private final Path root;
    private final Scratch scratch;
    private final DurableFolders folders;
    private final OrderedListing listing;

    private FilesystemObjectStore(Path root, Scratch scratch) {
        this.root = root;
        this.scratch = scratch;
        this.folders = new DurableFolders(root);
        this.listing = new OrderedListing(root);
    }

    /**
     * Opens the store in this folder, making it if need be, and proves that the file system keeps the store's promises.
     *
     * @throws IOException the folder cannot be made or written, or its file system cannot create a name only if it is free;
     *     the message says what to do
     */
    public static FilesystemObjectStore open(Path root) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        Files.createDirectories(absolute);
        Scratch scratch = Scratch.open(absolute);
        try {
            CreateIfAbsentProbe.run(scratch.folder());
        } catch (IOException e) {
            scratch.close();
            throw e;
        }
        return new FilesystemObjectStore(absolute, scratch);
    }

    @Override
    public void create(ObjectKey key, ObjectContent content) {
        Path target = path(key);
        Path temporary = scratch.next();
        try {
            TemporaryFile.write(temporary, key, content);
            folders.make(DurableFolders.parentOf(target));
            link(key, target, temporary);
        } catch (FileAlreadyExistsException | NotDirectoryException e) {
            throw new ObjectStoreException.Corrupt(
                    "cannot create object %s: a folder of its key is an object, or its name is a folder (%s)"
                            .formatted(key, e.getMessage()));
        } catch (IOException e) {
            throw failed("create", key, e);
        } finally {
            scratch.discard(temporary);
        }
    }

    private void link(ObjectKey key, Path target, Path temporary) throws IOException {
        boolean taken = false;
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            taken = true;
        }
        // Also where it is taken: the caller may count on what is there, and its writer may not have come to this line
        // yet.
        folders.sync(DurableFolders.parentOf(target));
        if (taken) {
            throw new ObjectStoreException.AlreadyExists(key);
        }
    }

    @Override
    public InputStream open(ObjectKey key) {
        return Channels.newInputStream(channel(key));
    }

    @Override
    public InputStream open(ObjectKey key, long offsetBytes, long lengthBytes) {
        if (offsetBytes < 0 || lengthBytes < 0) {
            throw new IllegalArgumentException(
                    "a range cannot start at %d and have %d bytes".formatted(offsetBytes, lengthBytes));
        }
        SeekableByteChannel channel = channel(key);
        try {
            channel.position(Math.min(offsetBytes, channel.size()));
        } catch (IOException e) {
            closeQuietly(channel);
            throw failed("read", key, e);
        }
        return new RangeInputStream(Channels.newInputStream(channel), lengthBytes);
    }

    private SeekableByteChannel channel(ObjectKey key) {
        Path path = path(key);
        if (!isObject(key, path)) {
            throw new ObjectStoreException.Missing(key);
        }
        try {
            return Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException _) {
            throw new ObjectStoreException.Missing(key);
        } catch (IOException e) {
            throw failed("read", key, e);
        }
    }

    private boolean isObject(ObjectKey key, Path path) {
        BasicFileAttributes found = attributes(key, path);
        return found != null && found.isRegularFile();
    }

    private @Nullable BasicFileAttributes attributes(ObjectKey key, Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException | NotDirectoryException _) {
            return null;
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Not a directory")) {
                return null;
            }
            throw failed("look up", key, e);
        }
    }

    @Override
    public OptionalLong size(ObjectKey key) {
        BasicFileAttributes found = attributes(key, path(key));
        return found == null || !found.isRegularFile() ? OptionalLong.empty() : OptionalLong.of(found.size());
    }

    @Override
    public List<ObjectKey> list(String prefix, String after, int limit) {
        try {
            return listing.list(prefix, after, limit);
        } catch (IOException e) {
            throw new ObjectStoreException.Unavailable(
                    "cannot list objects %s*: %s; will be tried again".formatted(prefix, reason(e)), e);
        }
    }

    @Override
    public void delete(ObjectKey key) {
        Path path = path(key);
        try {
            if (isObject(key, path)) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw failed("delete", key, e);
        }
    }

    /** Removes the scratch folder. */
    @Override
    public void close() {
        scratch.close();
    }

    private Path path(ObjectKey key) {
        return root.resolve(key.value());
    }

    private static ObjectStoreException failed(String operation, ObjectKey key, IOException cause) {
        return new ObjectStoreException.Unavailable(
                "cannot %s object %s: %s; mend that, it will be tried again".formatted(operation, key, reason(cause)),
                cause);
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }

    private static void closeQuietly(SeekableByteChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // The failure that brought us here is the one to tell.
        }
    }
}
