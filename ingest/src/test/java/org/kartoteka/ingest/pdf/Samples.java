package org.kartoteka.ingest.pdf;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.page.PageContents;

/** Small scans, and what was read on them. */
final class Samples {
    static final SearchablePdf PDF =
            new SearchablePdf((file, mediaType, number) -> PageContents.open(file, mediaType, number, Limits.DEFAULT));

    private Samples() {}

    /** Noise with a dark bar near the top, so that no turn of it looks like another. */
    static BufferedImage picture(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(type == BufferedImage.TYPE_INT_RGB ? new Color(20, 60, 140) : Color.BLACK);
        graphics.fillRect(width / 10, height / 10, width / 2, height / 20);
        Random random = new Random(7);
        for (int i = 0; i < width * height / 50; i++) {
            graphics.fillRect(random.nextInt(width), random.nextInt(height), 1, 1);
        }
        graphics.dispose();
        return image;
    }

    static byte[] bytes(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("no encoder for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A TIFF of these frames, each in one strip if {@code rowsPerStrip} is its height. */
    static byte[] tiff(String compression, int rowsPerStrip, BufferedImage... frames) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage frame : frames) {
                ImageWriteParam how = writer.getDefaultWriteParam();
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionType(compression);
                how.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
                how.setTiling(frame.getWidth(), rowsPerStrip, 0, 0);
                var metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), how);
                writer.writeToSequence(new IIOImage(frame, null, metadata), how);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static ComposeRequest.Page page(int number, Path file, String mediaType, PageResult result) {
        return new ComposeRequest.Page(number, file, mediaType, 1, result);
    }

    static PageRead read(int width, int height, int rotationDegrees, Word... words) {
        return new PageRead(
                "recognised",
                "lv",
                1,
                rotationDegrees,
                0,
                false,
                false,
                0.1,
                width,
                height,
                0.9,
                "",
                List.of(words),
                List.of(),
                List.of(),
                "image/jpeg");
    }

    /** Words of these lines side by side on a page of 1000 by 1400 pixels. */
    static Word[] words(String... lines) {
        List<Word> words = new ArrayList<>();
        for (int line = 0; line < lines.length; line++) {
            int x = 50;
            for (String text : lines[line].split(" ")) {
                words.add(new Word(text, x, 60 + 40 * line, 9 * text.length(), 22, line + 1, 0.9));
                x += 9 * text.length() + 8;
            }
        }
        return words.toArray(Word[]::new);
    }

    static Path jpeg(Path folder, int width, int height) {
        byte[] bytes = bytes(picture(width, height, BufferedImage.TYPE_BYTE_GRAY), "jpeg");
        return write(folder.resolve("in.jpg"), bytes);
    }

    /** One scan that fills a page whose visible area begins at this offset. */
    static Path pdfWithScan(Path folder, int width, int height, int pageTurn, int offset) throws IOException {
        Path file = folder.resolve("in.pdf");
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(width + 2 * offset, height + 2 * offset));
            page.setCropBox(new PDRectangle(offset, offset, width, height));
            page.setRotation(pageTurn);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                PDImageXObject image =
                        JPEGFactory.createFromImage(document, picture(width, height, BufferedImage.TYPE_BYTE_GRAY));
                content.drawImage(image, offset, offset, width, height);
            }
            document.save(file.toFile());
        }
        return file;
    }

    static void addTextPage(PDDocument document, String text) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(new PDType1Font(FontName.HELVETICA), 12);
            content.newLineAtOffset(100, 700);
            content.showText(text);
            content.endText();
        }
    }

    /** A page that brought its text along, and one more word that is not wanted. */
    static PageRead textLayer() {
        return new PageRead(
                "text-layer",
                "en",
                1,
                0,
                0,
                false,
                false,
                0,
                595,
                842,
                1,
                "",
                List.of(words("twice")),
                List.of(),
                List.of(),
                "image/png");
    }

    static String text(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setLineSeparator("\n");
            stripper.setPageEnd("\n");
            return stripper.getText(document);
        }
    }

    static Path write(Path target, byte[] bytes) {
        try {
            return Files.write(target, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Composes and returns the PDF, which must succeed. */
    static Path compose(Path target, ComposeRequest.Page... pages) {
        var refusal = PDF.write(new ComposeRequest(List.of(pages), Hints.NONE, target));
        if (refusal.isPresent()) {
            throw new AssertionError("refused: " + refusal.get());
        }
        return target;
    }
}
