package org.kartoteka.ingest.page;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.kartoteka.ingest.Damage;
import org.kartoteka.ingest.ReadingSettings.Limits;

/**
 * Pages of a PDF, each the best way: a scanned page as its scan, a page with good text of its own as that text with a
 * picture, everything else drawn.
 *
 * <p>Drawn pages have 300 dpi, pictures beside text 150 dpi. A sheet so large that its raster would pass
 * {@link #DRAWN_PIXELS_MAX} is drawn with as many dpi as fit (A3 at 287 dpi, A1 at 143 dpi).
 */
final class PdfPages {
    /** 16 megapixels: with PDFBox's canvas and our copy of it about 110 MB at the peak. */
    static final long DRAWN_PIXELS_MAX = 16_000_000L;

    private static final double RECOGNITION_DPI = 300;
    private static final double VIEWING_DPI = 150;

    private PdfPages() {}

    static int count(Path file, Limits limits) throws IOException, UnreadableException {
        PdfEnd.check(file);
        PdfBombs.refuse(file);
        try (PdfFile pdf = new PdfFile(file, limits)) {
            pdf.checkContents();
            return pdf.pageCount();
        }
    }

    static PageContent open(Path file, int pageNumber, Limits limits) throws IOException, UnreadableException {
        try (PdfFile pdf = new PdfFile(file, limits)) {
            if (pageNumber < 1 || pageNumber > pdf.pageCount()) {
                throw new IllegalArgumentException("page " + pageNumber + " of " + pdf.pageCount());
            }
            return open(pdf, pageNumber, limits);
        }
    }

    private static PageContent open(PdfFile pdf, int pageNumber, Limits limits)
            throws IOException, UnreadableException {
        try {
            PDPage page = pdf.page(pageNumber);
            PdfSurvey survey = PdfSurvey.of(page);
            Optional<PdfScan> scan = PdfScan.find(page, survey);
            Optional<PageContent> content = scan.isPresent() ? scan.get().content(limits) : Optional.empty();
            if (content.isPresent()) {
                return content.get();
            }
            for (PdfSurvey.Placed placed : survey.images()) {
                new ImageHeader(placed.image().getWidth(), placed.image().getHeight(), 1, 0).admit(limits);
            }
            Optional<PageContent> text =
                    PdfText.isGood(survey) ? PdfText.read(pdf, pageNumber, VIEWING_DPI) : Optional.empty();
            return text.isPresent() ? text.get() : new PageContent.Drawn(draw(pdf, pageNumber, RECOGNITION_DPI));
        } catch (RuntimeException | StackOverflowError _) {
            // PDFBox answers some broken contents with casts, null pointers and overflows.
            throw UnreadableException.damaged(Damage.PDF_PAGE_CONTENT);
        }
    }

    /** Draws a page as a viewer shows it, turned by its /Rotate. */
    static PageContent.Raster draw(PdfFile pdf, int pageNumber, double wantedDpi)
            throws IOException, UnreadableException {
        double dpi = dpi(pdf.page(pageNumber), wantedDpi);
        PDFRenderer renderer = new PDFRenderer(pdf.document());
        renderer.setSubsamplingAllowed(true);
        BufferedImage image = renderer.renderImageWithDPI(pageNumber - 1, (float) dpi, ImageType.RGB);
        double unit = pdf.page(pageNumber).getUserUnit();
        return Rasters.of(image, dpi / Math.max(unit, 0.001));
    }

    /** Dots per 1/72 of PDFBox's page unit: as wanted, or fewer for a sheet that is too large. */
    static double dpi(PDPage page, double wanted) throws UnreadableException {
        PDRectangle crop = page.getCropBox();
        double area = (double) crop.getWidth() * crop.getHeight();
        boolean sensible = crop.getWidth() >= 1 && crop.getHeight() >= 1 && area < 1e12;
        if (!sensible) {
            throw UnreadableException.damaged(Damage.PDF_PAGE_SIZE);
        }
        double wantedHere = wanted * Math.clamp(page.getUserUnit(), 0.1f, 1000f);
        return Math.min(wantedHere, 72 * Math.sqrt(DRAWN_PIXELS_MAX / area));
    }
}
