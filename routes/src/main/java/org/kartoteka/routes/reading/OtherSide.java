package org.kartoteka.routes.reading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.ingest.split.Collator;
import org.kartoteka.ingest.split.Collator.Backs;
import org.kartoteka.ingest.split.Collator.Order;
import org.kartoteka.ingest.split.CoverSheet;
import org.kartoteka.routes.intake.PassNames;

/** The file with the backs, beside the one with the fronts: its pages, and where they belong. */
final class OtherSide {
    private final ExamineOriginal examineOriginal;
    private final ReadPages readPages;
    private final Renditions renditions;

    OtherSide(ExamineOriginal examineOriginal, ReadPages readPages, Renditions renditions) {
        this.examineOriginal = examineOriginal;
        this.readPages = readPages;
        this.renditions = renditions;
    }

    /**
     * The even side as it was read; what is not, is read now.
     *
     * @return empty where its file cannot be read; it is not set aside here
     */
    Optional<ReadingJob> read(ReadingJob odd, Batch even) throws IOException {
        Optional<ReadingJob> job = examineOriginal.examineBeside(odd, even);
        return job.isPresent() ? Optional.of(readPages.read(job.get(), () -> false)) : Optional.empty();
    }

    /** @return empty where the sides do not fit */
    Optional<Order> order(ReadingJob odd, ReadingJob even, Backs usual) {
        List<PageText> fronts = texts(odd);
        List<PageText> backs = texts(even);
        Optional<Backs> said = said(odd, even)
                .or(() -> Stream.concat(backs.stream(), fronts.stream())
                        .flatMap(page -> CoverSheet.pass(page.barcodes()).stream())
                        .flatMap(sheet -> sheet.backs().stream())
                        .flatMap(text -> Backs.of(text).stream())
                        .findFirst());
        return Collator.collate(sides(fronts), sides(backs), said, usual);
    }

    private static Optional<Backs> said(ReadingJob odd, ReadingJob even) {
        return Stream.of(even, odd)
                .flatMap(job -> Optional.ofNullable(job.arrival().hints().get(PassNames.BACKS)).stream())
                .flatMap(text -> Backs.of(text).stream())
                .findFirst();
    }

    /** Without the words, so that a book's pages fit into memory together. */
    private List<PageText> texts(ReadingJob job) {
        List<PageText> texts = new ArrayList<>();
        for (RenditionRef ref : job.pages()) {
            PageText page = renditions.pageText(ref);
            texts.add(Translate.withoutWords(page, page.text()));
        }
        return texts;
    }

    private static List<Collator.Side> sides(List<PageText> pages) {
        List<Collator.Side> sides = new ArrayList<>();
        for (PageText page : pages) {
            boolean atTheEnds = sides.isEmpty() || sides.size() == pages.size() - 1;
            boolean cover = atTheEnds
                    && page.separator()
                    && CoverSheet.pass(page.barcodes()).isPresent();
            sides.add(new Collator.Side(page.blank(), cover, page.text()));
        }
        return sides;
    }
}
