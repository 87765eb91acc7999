package org.kartoteka.ingest.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.page.PageContent;
import org.kartoteka.ingest.page.PageContent.BornDigital;
import org.kartoteka.ingest.page.PageContent.Drawn;
import org.kartoteka.ingest.page.PageContent.EncodedImage;
import org.kartoteka.ingest.page.PageContent.Unreadable;

/**
 * Makes one PDF of the pages of a document, with what was read on them as invisible text, to be found, marked and copied.
 *
 * <p>Scans are not touched: pages of a PDF are taken as they are, JPEG and fax data byte for byte, everything else without
 * loss. Pages stand upright, by the page's own turn and not by turning points. Pages with text of their own get none. A page
 * that cannot be shown is kept as an empty sheet, so that page numbers stay right. Same pages give the same bytes.
 */
public final class SearchablePdf {
    private static final String PDF = "application/pdf";
    private static final String TEXT_LAYER = "text-layer";
    private static final COSName TEXT_FONT = COSName.getPDFName("KartotekaText");
    private static final long MAIN_MEMORY_BYTES = 32L << 20;
    private static final double POINTS_PER_INCH = 72;
    private static final double POINTS_MAX = 14_400;
    private static final double POINTS_MIN = 3;
    private static final double A4_HEIGHT = 842;
    /** Cameras and drawing programs write 72 or 96 whatever the size. */
    private static final double DPI_MIN = 98;

    private final PageSource source;

    /** @param source opens pages of files that are no PDF */
    public SearchablePdf(PageSource source) {
        this.source = source;
    }

    /**
     * Writes the PDF, under another name first, so that there is a whole one or none.
     *
     * @return why there is none
     */
    public Optional<Refusal> write(ComposeRequest request) {
        Path target = request.pdfTarget();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try (PDDocument document = new PDDocument(MemoryUsageSetting.setupMixed(MAIN_MEMORY_BYTES).streamCache)) {
            Composition composition = new Composition(document);
            try (composition.imported) {
                for (ComposeRequest.Page page : request.pages()) {
                    composition.add(page);
                }
                composition.finish();
                try (OutputStream out = Files.newOutputStream(part)) {
                    document.save(out);
                }
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Optional.empty();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // PDFBox answers broken input with all of these.
            return Optional.of(new Refusal(
                    Refusal.Code.DAMAGED, Map.of("cause", e.getClass().getSimpleName())));
        } finally {
            deleteQuietly(part);
        }
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // The caller deletes the folder anyway.
        }
    }

    /** One document in the making. */
    private final class Composition {
        private final PDDocument document;
        private final PdfPageImport imported;
        private final ImageEmbedder images;
        private final GlyphlessFont font = new GlyphlessFont();
        private final TextLayer textLayer = new TextLayer(font, TEXT_FONT.getName());

        Composition(PDDocument document) {
            this.document = document;
            this.imported = new PdfPageImport(document);
            this.images = new ImageEmbedder(document);
        }

        void add(ComposeRequest.Page page) throws IOException {
            Optional<PageRead> read =
                    page.result() instanceof PageRead pageRead ? Optional.of(pageRead) : Optional.empty();
            if (page.mediaType().equals(PDF)) {
                addImported(page, read);
                return;
            }
            PageContent content = source.open(page.file(), page.mediaType(), page.partPageNumber());
            switch (content) {
                case EncodedImage encoded -> addEncoded(encoded, read);
                case Drawn(PageContent.Raster raster) -> addImage(images.embed(raster), 0, read);
                case BornDigital digital -> addImage(images.embed(digital.raster()), 0, read);
                case Unreadable _ -> addEmpty();
            }
        }

        private void addImported(ComposeRequest.Page page, Optional<PageRead> read) throws IOException {
            PDPage added = imported.add(page.file(), page.partPageNumber());
            if (read.isEmpty() || read.get().method().equals(TEXT_LAYER)) {
                return;
            }
            int turn = Math.floorMod(added.getRotation() + read.get().rotationDegrees(), 360);
            added.setRotation(turn);
            PDRectangle area = readArea(added, read.get(), turn);
            lay(
                    added,
                    read.get(),
                    new PagePlacement(
                            area.getLowerLeftX(), area.getLowerLeftY(), area.getWidth(), area.getHeight(), turn));
        }

        /** What of the page was read: the whole of it, or its scan alone, which may be a little smaller or larger. */
        private static PDRectangle readArea(PDPage page, PageRead read, int turn) {
            PDRectangle whole = page.getCropBox();
            PDRectangle scan = ScanArea.of(page).orElse(whole);
            double wanted = (double) read.widthPixels() / Math.max(1, read.heightPixels());
            return misfit(scan, wanted, turn) <= misfit(whole, wanted, turn) + 0.002 ? scan : whole;
        }

        private static double misfit(PDRectangle area, double wanted, int turn) {
            double shape = turn % 180 == 0 ? area.getWidth() / area.getHeight() : area.getHeight() / area.getWidth();
            return Math.abs(Math.log(shape / wanted));
        }

        private void addEncoded(EncodedImage encoded, Optional<PageRead> read) throws IOException {
            ImageEmbedder.Embedded embedded;
            try {
                embedded = images.embed(encoded);
            } catch (IOException | RuntimeException e) {
                addEmpty();
                return;
            }
            addImage(embedded, encoded.turnDegrees(), read);
        }

        private void addImage(ImageEmbedder.Embedded embedded, int turnDegrees, Optional<PageRead> read)
                throws IOException {
            int turn = Math.floorMod(
                    turnDegrees + read.map(PageRead::rotationDegrees).orElse(0), 360);
            double[] size = sizeOnPaper(embedded);
            PDPage page = new PDPage(new PDRectangle((float) size[0], (float) size[1]));
            page.setRotation(turn);
            PDResources resources = new PDResources();
            page.setResources(resources);
            String name = resources.add(embedded.image()).getName();
            String draw = String.format(Locale.ROOT, "q %.3f 0 0 %.3f 0 0 cm /%s Do Q\n", size[0], size[1], name);
            page.getCOSObject().setItem(COSName.CONTENTS, stream(draw));
            document.addPage(page);
            if (read.isPresent()) {
                lay(page, read.get(), new PagePlacement(0, 0, size[0], size[1], turn));
            }
        }

        private void addEmpty() {
            document.addPage(new PDPage(PDRectangle.A4));
        }

        private void lay(PDPage page, PageRead read, PagePlacement placement) throws IOException {
            String operators = textLayer.operators(read, placement);
            if (operators.isEmpty()) {
                return;
            }
            COSArray contents = new COSArray();
            contents.add(stream(operators));
            COSBase own = page.getCOSObject().getDictionaryObject(COSName.CONTENTS);
            if (own instanceof COSArray several) {
                several.forEach(contents::add);
            } else if (own != null) {
                contents.add(own);
            }
            page.getCOSObject().setItem(COSName.CONTENTS, contents);
            page.getCOSObject().setItem(COSName.RESOURCES, withFont(page.getResources()));
        }

        /** Resources may be shared by pages: a copy gets the font. */
        private COSDictionary withFont(PDResources resources) {
            COSDictionary copy = new COSDictionary(resources.getCOSObject());
            COSDictionary own = copy.getCOSDictionary(COSName.FONT);
            COSDictionary fonts = own == null ? new COSDictionary() : new COSDictionary(own);
            fonts.setItem(TEXT_FONT, font.dictionary());
            copy.setItem(COSName.FONT, fonts);
            return copy;
        }

        private COSStream stream(String operators) throws IOException {
            COSStream stream = document.getDocument().createCOSStream();
            try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                out.write(operators.getBytes(StandardCharsets.US_ASCII));
            }
            return stream;
        }

        private void finish() throws IOException {
            if (font.isUsed()) {
                font.finish(document);
            }
            document.getDocumentInformation().setProducer("Kartoteka");
            // Not the time, on which PDFBox would base the file's identifier.
            document.setDocumentId(0L);
        }

        private static double[] sizeOnPaper(ImageEmbedder.Embedded embedded) {
            int width = embedded.image().getWidth();
            int height = embedded.image().getHeight();
            double xDpi = embedded.xDpi();
            double yDpi = embedded.yDpi();
            if (xDpi < DPI_MIN || yDpi < DPI_MIN) {
                xDpi = yDpi = Math.max(width, height) / (A4_HEIGHT / POINTS_PER_INCH);
            }
            double scale =
                    Math.min(1, POINTS_MAX / Math.max(width * POINTS_PER_INCH / xDpi, height * POINTS_PER_INCH / yDpi));
            return new double[] {
                Math.max(POINTS_MIN, width * POINTS_PER_INCH / xDpi * scale),
                Math.max(POINTS_MIN, height * POINTS_PER_INCH / yDpi * scale)
            };
        }
    }
}
