package org.kartoteka.routes.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.kartoteka.archive.identity.BatchId;

/**
 * The names under which files lie in {@code done} and {@code refused}, with what belongs beside them: {@code scan.pdf},
 * {@code scan.pdf.json} and {@code scan.pdf.why.txt}. Anybody may put anything there under any name.
 */
final class SettledNames {
    private static final String SIDECAR_ENDING = ".json";
    private static final String WHY_ENDING = ".why.txt";
    private static final int WHY_BYTES_MAX = 8_192;
    private static final int ORDINAL_MAX = 100_000;

    private SettledNames() {}

    static byte[] sidecar(byte[] name) {
        return FileNames.plus(FileNames.numbered(name, 1, SIDECAR_ENDING.length()), SIDECAR_ENDING);
    }

    static byte[] why(byte[] name) {
        return FileNames.plus(FileNames.numbered(name, 1, WHY_ENDING.length()), WHY_ENDING);
    }

    static boolean isWhy(byte[] name) {
        return FileNames.key(name).endsWith(WHY_ENDING);
    }

    static boolean exists(Path folder, byte[] name) {
        return Files.exists(FileNames.child(folder, name), LinkOption.NOFOLLOW_LINKS);
    }

    /** A name that is free in the folder together with what belongs beside it, or the batch's own from an earlier try. */
    static byte[] free(Path folder, byte[] name, BatchId batch, boolean withSidecar) throws IOException {
        for (int ordinal = 1; ordinal <= ORDINAL_MAX; ordinal++) {
            byte[] candidate = FileNames.numbered(name, ordinal, 0);
            boolean free = !exists(folder, candidate)
                    && !(withSidecar && exists(folder, sidecar(candidate)))
                    && whyIsFree(FileNames.child(folder, why(candidate)), batch);
            if (free) {
                return candidate;
            }
        }
        throw new IOException("too many files of one name in " + folder);
    }

    /** Nothing is there, or our own note of an earlier try. */
    private static boolean whyIsFree(Path why, BatchId batch) throws IOException {
        return !Files.exists(why, LinkOption.NOFOLLOW_LINKS)
                || whyText(why).filter(text -> text.contains(batch.value())).isPresent();
    }

    /** What the note says; whose batch it speaks of stands in its last line. */
    static String whyText(String sentence, BatchId batch) {
        return "%s%n%n%s%n".formatted(sentence, batch);
    }

    /** The batch that a note speaks of; empty where somebody else wrote it. */
    static Optional<BatchId> batchOf(Path why) throws IOException {
        return whyText(why)
                .map(text -> text.strip().lines().reduce("", (_, line) -> line))
                .flatMap(SettledNames::batchId);
    }

    private static Optional<BatchId> batchId(String text) {
        try {
            return Optional.of(new BatchId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Empty where it is no file, too long to be a note of ours, or not for us to read. */
    private static Optional<String> whyText(Path why) throws IOException {
        if (!Files.isRegularFile(why, LinkOption.NOFOLLOW_LINKS) || Files.size(why) >= WHY_BYTES_MAX) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(why, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(new String(in.readNBytes(WHY_BYTES_MAX), StandardCharsets.ISO_8859_1));
        } catch (AccessDeniedException e) {
            return Optional.empty();
        }
    }
}
