package org.kartoteka.ingest.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A models folder whose files are those of its manifest.
 *
 * <p>A file is read through only once in a process, and again when its size or time of change differ. Safe for any number of
 * threads.
 */
public final class ModelsFolder {
    private record Seen(long sizeBytes, long modifiedMillis, String sha256) {}

    private static final Map<Path, Seen> SEEN = new ConcurrentHashMap<>();

    private final Path folder;
    private final Manifest manifest;

    private ModelsFolder(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /**
     * Opens a folder and checks every file of its manifest.
     *
     * @throws IllegalStateException with one sentence that names what is missing or changed, and what to do
     */
    public static ModelsFolder open(Path folder) {
        Path file = folder.resolve(Manifest.FILE);
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("no models in " + folder.toAbsolutePath() + ": " + Manifest.FILE
                    + " is missing; point to the ocr-models folder");
        }
        ModelsFolder models = new ModelsFolder(folder, Manifest.read(file));
        List<String> problems = models.problems();
        if (!problems.isEmpty()) {
            throw new IllegalStateException("models in " + folder.toAbsolutePath() + " are not complete: "
                    + String.join(", ", problems) + "; restore them, or train again if texts or rules were changed");
        }
        return models;
    }

    public Path folder() {
        return folder;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** The file of a manifest's entry. */
    public Path file(String name) {
        if (manifest.entries().stream().noneMatch(entry -> entry.name().equals(name))) {
            throw new IllegalArgumentException("not in the manifest of models: " + name);
        }
        return folder.resolve(name);
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Manifest.Entry entry : manifest.entries()) {
            Path file = folder.resolve(entry.name());
            if (!Files.isRegularFile(file)) {
                problems.add(entry.name() + " is missing");
            } else if (!sha256(file).equals(entry.sha256())) {
                problems.add(entry.name() + " was changed");
            }
        }
        return problems;
    }

    /** Digest of a file, remembered as long as size and time of change stay the same. */
    static String sha256(Path file) {
        try {
            long size = Files.size(file);
            long modified = Files.getLastModifiedTime(file).toMillis();
            Path key = file.toAbsolutePath().normalize();
            Seen seen = SEEN.get(key);
            if (seen != null && seen.sizeBytes == size && seen.modifiedMillis == modified) {
                return seen.sha256;
            }
            String digest = digest(file);
            SEEN.put(key, new Seen(size, modified, digest));
            return digest;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read model file " + file, e);
        }
    }

    /** Digest of bytes. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String digest(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
