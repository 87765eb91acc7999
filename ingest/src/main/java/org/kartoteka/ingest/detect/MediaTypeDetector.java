package org.kartoteka.ingest.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.kartoteka.ingest.Damage;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.page.MediaTypes;
import org.kartoteka.ingest.page.UnreadableException;

/**
 * Tells formats by their bytes. The name helps only where the bytes say too little: a mail that begins with an unusual
 * header, or a file so broken that nothing in it can be recognised. Any number of threads.
 */
final class MediaTypeDetector {
    /** What other programs, and other versions of a format, call the same thing. */
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("application/xhtml+xml", MediaTypes.HTML),
            Map.entry("image/x-ms-bmp", MediaTypes.BMP),
            Map.entry("text/rtf", MediaTypes.RTF),
            Map.entry("message/news", MediaTypes.MAIL),
            Map.entry("text/csv", MediaTypes.TEXT),
            Map.entry("text/tab-separated-values", MediaTypes.TEXT),
            Map.entry("text/x-log", MediaTypes.TEXT),
            Map.entry("text/x-web-markdown", MediaTypes.TEXT),
            Map.entry("text/x-matlab", MediaTypes.TEXT),
            Map.entry("application/vnd.ms-word.document.macroenabled.12", MediaTypes.DOCX),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.template", MediaTypes.DOCX),
            Map.entry("application/vnd.oasis.opendocument.text-template", MediaTypes.ODT));

    private static final Set<String> ENCRYPTED = Set.of("application/x-tika-ooxml-protected", "application/pkcs7-mime");

    private final Detector detector = new DefaultDetector();

    /**
     * @param fileName any string; never used as a path
     * @return a media type, {@code application/octet-stream} where nothing is recognised
     */
    String detect(Path file, String fileName) throws IOException, UnreadableException {
        if (Files.size(file) == 0) {
            throw new UnreadableException(Refusal.of(Refusal.Code.EMPTY_FILE));
        }
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, plainName(fileName));
        String type;
        try (TikaInputStream in = TikaInputStream.get(file)) {
            type = detector.detect(in, metadata).getBaseType().toString();
        } catch (RuntimeException | StackOverflowError _) {
            // Detection opens containers, and broken ones answer with exceptions of every kind.
            throw UnreadableException.damaged(Damage.CONTAINER);
        }
        if (ENCRYPTED.contains(type)) {
            throw new UnreadableException(Refusal.of(Refusal.Code.ENCRYPTED));
        }
        return SAME.getOrDefault(type, type);
    }

    /** Tika would take a name apart like a URL. */
    private static String plainName(String fileName) {
        int slash = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
        String last = fileName.substring(slash + 1).replaceAll("[^\\p{L}\\p{N}. _-]", "_");
        return last.substring(Math.max(0, last.length() - 200));
    }
}
