package org.kartoteka.server.filesystem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStoreException;

/** Writes content into a new file and on to the disk, checking size and digest on the way. */
final class TemporaryFile {
    private static final int BUFFER_BYTES = 64 * 1024;

    private TemporaryFile() {}

    /** @throws ObjectStoreException.Corrupt the content is not what it says of itself */
    static void write(Path file, ObjectKey key, ObjectContent content) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        long sizeBytes = 0;
        try (InputStream in = content.open();
                FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[(int) Math.clamp(content.sizeBytes() + 1, 512, BUFFER_BYTES)];
            // Content that goes on behind its size would fill the disk: one byte more is enough to refuse it.
            for (int n = in.read(buffer); n >= 0 && sizeBytes <= content.sizeBytes(); n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
                sizeBytes += n;
                writeFully(out, ByteBuffer.wrap(buffer, 0, n));
            }
            check(key, content, sizeBytes, Digest.ofRaw(sha256.digest()));
            makeReadOnly(file);
            out.force(true);
        }
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static void check(ObjectKey key, ObjectContent content, long sizeBytes, Digest digest) {
        if (sizeBytes != content.sizeBytes() || !digest.equals(content.digest())) {
            throw new ObjectStoreException.Corrupt(
                    "cannot create object %s: the content has %d bytes with digest %s, but was to have %d with %s; it changed meanwhile"
                            .formatted(key, sizeBytes, digest, content.sizeBytes(), content.digest()));
        }
    }

    /** A guard against accidents, no more: whoever owns the folder can still remove the file. */
    private static void makeReadOnly(Path file) throws IOException {
        if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        }
    }
}
