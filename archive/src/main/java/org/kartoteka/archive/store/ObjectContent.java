package org.kartoteka.archive.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes to be stored, of known size and digest, that can be read as often as needed. */
public interface ObjectContent {
    long sizeBytes();

    Digest digest();

    /** A fresh stream over all bytes; the caller closes it. */
    InputStream open() throws IOException;

    static ObjectContent of(byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Known(copy.length, Digest.of(copy), () -> new ByteArrayInputStream(copy));
    }

    /** Reads the file once for its digest; the file must not change afterwards (a store notices, and refuses it as corrupt). */
    static ObjectContent of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Known(Files.size(file), Digest.of(in), () -> Files.newInputStream(file));
        }
    }

    /** Opens the bytes again. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    /** Content whose size and digest are known already. */
    record Known(long sizeBytes, Digest digest, Opener opener) implements ObjectContent {
        @Override
        public InputStream open() throws IOException {
            return opener.open();
        }
    }
}
