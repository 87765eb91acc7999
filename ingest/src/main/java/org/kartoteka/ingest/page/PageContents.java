package org.kartoteka.ingest.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.ingest.Damage;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;

/** Opens single pages of files of any format that {@link MediaTypes#hasPages has pages}. Any number of threads. */
public final class PageContents {
    private PageContents() {}

    /**
     * Opens one page. Same bytes and limits give the same content.
     *
     * <p>Holds at most one page in memory, never the whole of a large file. A page that cannot be opened is a value,
     * {@link PageContent.Unreadable}.
     *
     * @param mediaType as {@code FileExaminer} named it
     * @param pageNumber from 1 to the page count that was examined
     */
    public static PageContent open(Path file, String mediaType, int pageNumber, Limits limits) {
        try {
            if (MediaTypes.isImage(mediaType)) {
                return ImagePages.open(file, mediaType, pageNumber, limits);
            }
            if (mediaType.equals(MediaTypes.PDF)) {
                return PdfPages.open(file, pageNumber, limits);
            }
            if (MediaTypes.isText(mediaType)) {
                return TextPages.open(file, mediaType, pageNumber, limits);
            }
            throw new UnreadableException(new Refusal(Refusal.Code.UNSUPPORTED_TYPE, Map.of("mediaType", mediaType)));
        } catch (UnreadableException e) {
            return new PageContent.Unreadable(e.refusal());
        } catch (IOException _) {
            return new PageContent.Unreadable(failure(file));
        }
    }

    /**
     * Counts pages and checks what can be checked without decoding: sizes, limits, completeness.
     *
     * @return at least 1
     */
    public static int count(Path file, String mediaType, Limits limits) throws UnreadableException {
        try {
            if (MediaTypes.isImage(mediaType)) {
                return ImagePages.count(file, mediaType, limits);
            }
            if (mediaType.equals(MediaTypes.PDF)) {
                return PdfPages.count(file, limits);
            }
            if (MediaTypes.isText(mediaType)) {
                return TextPages.count(file, mediaType, limits);
            }
            throw new UnreadableException(new Refusal(Refusal.Code.UNSUPPORTED_TYPE, Map.of("mediaType", mediaType)));
        } catch (IOException _) {
            throw new UnreadableException(failure(file));
        }
    }

    /** Width and height of an image file, by its header; empty for what is none. */
    public static Optional<ImageSize> imageSize(Path file, String mediaType) {
        if (!MediaTypes.isImage(mediaType) || mediaType.equals(MediaTypes.TIFF)) {
            return Optional.empty();
        }
        try {
            ImageHeader header = ImagePages.header(file, mediaType);
            return Optional.of(new ImageSize(header.width(), header.height()));
        } catch (IOException | UnreadableException _) {
            return Optional.empty();
        }
    }

    /** In pixels. */
    public record ImageSize(long width, long height) {}

    /** Tells a broken document from a broken disk: only the latter is worth another try. */
    private static Refusal failure(Path file) {
        boolean readable = Files.isReadable(file);
        return readable
                ? Damage.CONTENT.refusal()
                : new Refusal(Refusal.Code.READER_UNAVAILABLE, Map.of("what", "file-gone"));
    }
}
