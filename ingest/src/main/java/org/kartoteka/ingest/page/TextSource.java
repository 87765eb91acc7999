package org.kartoteka.ingest.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.kartoteka.ingest.Damage;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** The text of documents that are not made of pages. Embedded objects and pictures are not looked into. */
final class TextSource {
    /** The parsers of these formats build the whole document in memory. */
    private static final long PARSED_BYTES_MAX = 64L << 20;

    private TextSource() {}

    static String read(Path file, String mediaType, Limits limits) throws IOException, UnreadableException {
        return switch (mediaType) {
            case MediaTypes.TEXT -> plain(file, limits);
            case MediaTypes.MAIL -> MailText.read(file, limits);
            case MediaTypes.OUTLOOK_MAIL -> OutlookMail.read(file, limits).text();
            default -> parsed(file, mediaType, limits);
        };
    }

    private static String plain(Path file, Limits limits) throws IOException, UnreadableException {
        long size = Files.size(file);
        if (size > 4L * limits.textLengthMax()) {
            throw UnreadableException.over(Refusal.Code.TOO_LARGE, 4L * limits.textLengthMax(), size);
        }
        return checked(TextCharset.decode(Files.readAllBytes(file), null), limits);
    }

    /** Refuses text that is too long, or that is none. */
    static String checked(String text, Limits limits) throws UnreadableException {
        if (text.length() > limits.textLengthMax()) {
            throw UnreadableException.over(Refusal.Code.TOO_LARGE, limits.textLengthMax(), text.length());
        }
        long controls = text.chars()
                .filter(c -> c == 0xfffd || (Character.isISOControl(c) && !Character.isWhitespace(c)))
                .count();
        if (controls * 20 > text.length()) {
            throw UnreadableException.damaged(Damage.TEXT_IS_BINARY);
        }
        return text;
    }

    private static String parsed(Path file, String mediaType, Limits limits) throws IOException, UnreadableException {
        long size = Files.size(file);
        if (size > PARSED_BYTES_MAX) {
            throw UnreadableException.over(Refusal.Code.TOO_LARGE, PARSED_BYTES_MAX, size);
        }
        if (MediaTypes.isPackage(mediaType)) {
            PackageCheck.refuse(file, limits);
        }
        try (TikaInputStream in = TikaInputStream.get(file)) {
            return parse(in, mediaType, limits);
        }
    }

    /** The readable text of a mail's HTML body. */
    static String html(String html, Limits limits) throws IOException, UnreadableException {
        byte[] bytes = ("\ufeff" + html).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            return parse(in, MediaTypes.HTML, limits);
        }
    }

    /** The readable text of a mail's RTF body. */
    static String rtf(String rtf, Limits limits) throws IOException, UnreadableException {
        byte[] bytes = rtf.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            return parse(in, MediaTypes.RTF, limits);
        }
    }

    private static String parse(InputStream in, String mediaType, Limits limits)
            throws IOException, UnreadableException {
        TextCollector text = new TextCollector(limits.textLengthMax(), keepsLineEnds(mediaType));
        Metadata metadata = new Metadata();
        metadata.set(Metadata.CONTENT_TYPE, mediaType);
        ParseContext context = new ParseContext();
        context.set(EmbeddedDocumentExtractor.class, new Nothing());
        OfficeParserConfig office = new OfficeParserConfig();
        office.setUseSAXDocxExtractor(true);
        office.setUseSAXPptxExtractor(true);
        office.setIncludeDeletedContent(false);
        context.set(OfficeParserConfig.class, office);
        try {
            parser(mediaType).parse(in, text, metadata, context);
        } catch (EncryptedDocumentException _) {
            throw new UnreadableException(Refusal.of(Refusal.Code.ENCRYPTED));
        } catch (SAXException | TikaException | IOException | RuntimeException | StackOverflowError e) {
            // Broken documents come out of these parsers as exceptions of every kind.
            if (text.isFull()) {
                throw UnreadableException.over(
                        Refusal.Code.TOO_LARGE, limits.textLengthMax(), limits.textLengthMax() + 1L);
            }
            throw new UnreadableException(Damage.DOCUMENT_STRUCTURE.refusal(
                    Map.of("error", e.getClass().getSimpleName())));
        }
        return text.text();
    }

    /** HTML and OpenDocument break lines by elements. */
    private static boolean keepsLineEnds(String mediaType) {
        return !mediaType.equals(MediaTypes.HTML) && !mediaType.startsWith("application/vnd.oasis.");
    }

    private static Parser parser(String mediaType) {
        return switch (mediaType) {
            case MediaTypes.HTML -> new JSoupParser();
            case MediaTypes.RTF -> new RTFParser();
            case String type when type.startsWith("application/vnd.openxmlformats-") -> new OOXMLParser();
            case String type when type.startsWith("application/vnd.oasis.") -> new OpenDocumentParser();
            default -> new OfficeParser();
        };
    }

    private static final class Nothing implements EmbeddedDocumentExtractor {
        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return false;
        }

        @Override
        public void parseEmbedded(InputStream in, ContentHandler handler, Metadata metadata, boolean html) {
            // Not looked into.
        }
    }
}
