package org.kartoteka.ingest.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.ScanReader;
import org.kartoteka.ingest.benchmark.KnownScan.KnownPage;
import org.kartoteka.ingest.image.Picture;
import org.kartoteka.ingest.image.UnreadableImage;
import org.kartoteka.ingest.page.PageContent;
import org.kartoteka.ingest.page.PageContents;

/** The pages to be measured, and the same pages as image files for the yardstick. */
final class BenchmarkPages {
    private BenchmarkPages() {}

    /** A page as it was found in its file. */
    record Task(KnownScan scan, KnownPage known, Path file, String mediaType, int pageNumber) {}

    /** Every {@code every}th page of the scans, in order of file and page. */
    static List<Task> of(List<KnownScan> scans, ScanReader reader, Path folder, int every) throws IOException {
        List<Task> tasks = new ArrayList<>();
        int count = 0;
        for (KnownScan scan : scans) {
            Path work =
                    Files.createDirectories(folder.resolve("work-" + scan.file().getFileName()));
            ExamineResult result = reader.examine(
                    new ExamineRequest(scan.file(), scan.file().getFileName().toString(), work));
            if (!(result instanceof ExamineResult.Examined examined)) {
                throw new IOException("cannot examine " + scan.file().getFileName() + ": " + result);
            }
            ExamineResult.Part part = examined.parts().getFirst();
            for (KnownPage known : scan.pages()) {
                if (known.number() <= part.pageCount() && count++ % every == 0) {
                    tasks.add(new Task(scan, known, part.file(), part.mediaType(), known.number()));
                }
            }
        }
        return tasks;
    }

    /**
     * Writes the page as a PNG with its resolution: turned as a correct viewer shows it, or upright where it was scanned
     * turned, for the yardstick cannot turn pages.
     *
     * @return false for pages with good text of their own
     */
    static boolean writeImage(Task task, Path target, boolean upright) throws IOException {
        PageContent content = PageContents.open(task.file, task.mediaType, task.pageNumber, Limits.DEFAULT);
        int turn = upright ? task.known.turnToRight() : 0;
        return switch (content) {
            case PageContent.EncodedImage image -> {
                Files.write(target, png(image, turn));
                yield true;
            }
            case PageContent.Drawn drawn -> {
                try (Picture picture = Picture.of(drawn.raster());
                        Picture shown = picture.turn(turn)) {
                    Files.write(target, shown.png());
                }
                yield true;
            }
            case PageContent.BornDigital _, PageContent.Unreadable _ -> false;
        };
    }

    private static byte[] png(PageContent.EncodedImage image, int turn) throws IOException {
        try (Picture stored = Picture.decode(image.bytes(), image.frame(), Limits.DEFAULT.pixelsPerPageMax());
                Picture shown = stored.turn(image.turnDegrees() + turn)) {
            int dpi = (int) Math.round(image.xDpi());
            if (dpi > 0 && Math.abs(image.xDpi() - image.yDpi()) < 1) {
                shown.setDpi(dpi);
            }
            return shown.png();
        } catch (UnreadableImage e) {
            throw new IOException(e);
        }
    }
}
