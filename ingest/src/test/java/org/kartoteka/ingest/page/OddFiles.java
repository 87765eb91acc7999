package org.kartoteka.ingest.page;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Builds the good, odd and hostile files of the tests. */
public final class OddFiles {
    private OddFiles() {}

    public static Path write(Path folder, String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    /** Only the image of a letter: some black bars on white. */
    public static BufferedImage bars(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
        for (int y = height / 10; y < height * 9 / 10; y += Math.max(2, height / 20)) {
            graphics.fillRect(width / 10, y, width * 7 / 10, Math.max(1, height / 50));
        }
        graphics.fillRect(width / 20, height / 20, width / 10, height / 40);
        graphics.dispose();
        return image;
    }

    public static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, out)) {
            throw new IllegalArgumentException("cannot write " + format);
        }
        return out.toByteArray();
    }

    /** A TIFF of black and white frames. */
    public static byte[] tiff(int frames, int width, int height, String compression) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream target = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(target);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames; i++) {
                ImageWriteParam parameters = writer.getDefaultWriteParam();
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionType(compression);
                BufferedImage image = bars(width, height, BufferedImage.TYPE_BYTE_BINARY);
                var metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), parameters);
                writer.writeToSequence(new IIOImage(image, null, metadata), parameters);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        return out.toByteArray();
    }

    /** A TIFF that only promises: one directory, as small as can be. */
    public static byte[] tiffHeader(int width, int height, int xDpi, int yDpi, int nextDirectory) {
        TiffWriter.Bilevel image = new TiffWriter.Bilevel(width, height, TiffWriter.GROUP_4, false, xDpi, yDpi);
        byte[] bytes = TiffWriter.wrap(image, new byte[16]);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8 + 2 + 12 * 12, nextDirectory);
        return bytes;
    }

    /** How the points of a PNG are stored. */
    public enum PngColours {
        BLACK_AND_WHITE(1, 0),
        GREY(8, 0),
        COLOUR_WITH_ALPHA(8, 6);

        private final int bits;
        private final int type;

        PngColours(int bits, int type) {
            this.bits = bits;
            this.type = type;
        }
    }

    /** A PNG whose data, all zeros, unpack to so many bytes, whatever its header says. */
    public static byte[] png(int width, int height, PngColours colours, long unpackedBytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) colours.bits).put((byte) colours.type).put(new byte[3]);
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", deflatedZeros(unpackedBytes));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = utf8(type);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    public static byte[] deflatedZeros(long bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream deflater = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION))) {
            zeros(deflater, bytes);
        }
        return out.toByteArray();
    }

    public static void zeros(OutputStream out, long bytes) throws IOException {
        byte[] zeros = new byte[1 << 20];
        for (long left = bytes; left > 0; left -= zeros.length) {
            out.write(zeros, 0, (int) Math.min(left, zeros.length));
        }
    }

    /** A PDF of empty pages. */
    public static byte[] pdf(int pages) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                document.addPage(new PDPage(PDRectangle.A4));
            }
            return save(document);
        }
    }

    /** A letter with text of its own. */
    public static byte[] textPdf(String... lines) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(font(document), 12);
                content.newLineAtOffset(72, 750);
                content.setLeading(16);
                for (String line : lines) {
                    content.showText(line);
                    content.newLine();
                }
                content.endText();
            }
            return save(document);
        }
    }

    public static PDType0Font font(PDDocument document) throws IOException {
        try (var in =
                PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            return PDType0Font.load(document, in, true);
        }
    }

    public static byte[] save(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    public static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /** A docx with this as its document part. */
    public static byte[] docx(String documentXml) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", utf8("""
                <?xml version="1.0" encoding="UTF-8"?>
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Default Extension="xml" ContentType="application/xml"/>
                <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
                </Types>"""));
        parts.put("_rels/.rels", utf8("""
                <?xml version="1.0" encoding="UTF-8"?>
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
                </Relationships>"""));
        parts.put("word/document.xml", utf8(documentXml));
        return zip(parts);
    }

    public static String wordXml(String prolog, String... paragraphs) {
        StringBuilder body = new StringBuilder("<?xml version=\"1.0\"?>" + prolog
                + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>");
        for (String paragraph : paragraphs) {
            body.append("<w:p><w:r><w:t>").append(paragraph).append("</w:t></w:r></w:p>");
        }
        return body.append("</w:body></w:document>").toString();
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A mail in a mail in a mail. */
    public static byte[] nestedMails(int depth) {
        StringBuilder mail = new StringBuilder();
        for (int i = 1; i <= depth; i++) {
            mail.append("From: a@b.example\r\nSubject: level ").append(i).append("\r\nMIME-Version: 1.0\r\n");
            mail.append("Content-Type: multipart/mixed; boundary=\"b").append(i).append("x\"\r\n\r\n");
            mail.append("--b").append(i).append("x\r\nContent-Type: text/plain\r\n\r\nHello\r\n");
            mail.append("--b").append(i).append("x\r\nContent-Type: message/rfc822\r\n\r\n");
        }
        mail.append("From: a@b.example\r\nSubject: the innermost\r\n\r\nBottom\r\n");
        for (int i = depth; i >= 1; i--) {
            mail.append("\r\n--b").append(i).append("x--\r\n");
        }
        return utf8(mail.toString());
    }
}
