package org.kartoteka.ingest.detect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kartoteka.ingest.ExamineResult.Part;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.page.UnreadableException;

/**
 * The parts found in one file so far, and how much of the limits they have used. Limits hold for all levels together, and
 * for bytes as they come out, whatever a container promises. One thread.
 */
final class Unpacking {
    private static final int NAME_CHARACTERS_MAX = 255;

    private final Path workFolder;
    private final Limits limits;
    private final List<Part> parts = new ArrayList<>();
    private int files;
    private long unpackedBytes;
    private long pages;

    Unpacking(Path workFolder, Limits limits) {
        this.workFolder = workFolder;
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    List<Part> parts() {
        return parts;
    }

    long pages() {
        return pages;
    }

    void add(Path file, String name, String mediaType, int pageCount) throws UnreadableException {
        pages += pageCount;
        if (pages > limits.pagesMax()) {
            throw UnreadableException.over(Refusal.Code.TOO_MANY_PAGES, limits.pagesMax(), pages);
        }
        parts.add(new Part(parts.size(), file, shortName(name), mediaType, pageCount, Optional.empty()));
    }

    void addRefused(Path file, String name, String mediaType, Refusal refusal) {
        parts.add(new Part(parts.size(), file, shortName(name), mediaType, 0, Optional.of(refusal)));
    }

    /**
     * Writes a component into the work folder under a name of our own, so that its own name can do no harm.
     *
     * @throws UnreadableException when a limit is passed; what was written stays in the work folder
     */
    Path store(InputStream content) throws IOException, UnreadableException {
        Path target = next();
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                count(read);
                out.write(buffer, 0, read);
            }
        }
        return target;
    }

    /** A fresh path in the work folder. */
    Path next() throws UnreadableException {
        if (++files > limits.componentsMax()) {
            throw new UnreadableException(new Refusal(
                    Refusal.Code.EXPANDS_TOO_FAR,
                    java.util.Map.of("what", "components", "limit", "" + limits.componentsMax(), "found", "" + files)));
        }
        return workFolder.resolve("part-" + files);
    }

    private void count(int bytes) throws UnreadableException {
        unpackedBytes += bytes;
        if (unpackedBytes > limits.unpackedBytesMax()) {
            throw UnreadableException.over(Refusal.Code.EXPANDS_TOO_FAR, limits.unpackedBytesMax(), unpackedBytes);
        }
    }

    private static String shortName(String name) {
        return name.length() <= NAME_CHARACTERS_MAX ? name : name.substring(0, NAME_CHARACTERS_MAX - 1) + "…";
    }
}
