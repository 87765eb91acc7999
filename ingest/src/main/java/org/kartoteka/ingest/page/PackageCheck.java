package org.kartoteka.ingest.page;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.kartoteka.ingest.Damage;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;

/**
 * Looks through the XML of an office document before a parser does. Entity declarations have no place in these formats:
 * they multiply text without end or reach for files and networks. A document that has any is refused.
 */
final class PackageCheck {
    private static final long XML_BYTES_MAX = 128L << 20;
    private static final int ENTRIES_MAX = 10_000;
    private static final String DECLARATION = "<!entity";
    private static final int DECLARATION_CHARACTERS_MAX = 1_024;

    private PackageCheck() {}

    static void refuse(Path file, Limits limits) throws IOException, UnreadableException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > ENTRIES_MAX) {
                throw UnreadableException.over(Refusal.Code.EXPANDS_TOO_FAR, ENTRIES_MAX, zip.size());
            }
            long xmlBytes = 0;
            long otherBytes = 0;
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName().toLowerCase(Locale.ROOT);
                if (name.endsWith(".xml") || name.endsWith(".rels") || name.endsWith(".vml")) {
                    xmlBytes += scan(zip, entry, XML_BYTES_MAX - xmlBytes);
                } else {
                    otherBytes += Math.max(0, entry.getSize());
                }
                if (otherBytes > limits.unpackedBytesMax()) {
                    throw UnreadableException.over(Refusal.Code.EXPANDS_TOO_FAR, limits.unpackedBytesMax(), otherBytes);
                }
            }
        } catch (ZipException | IllegalArgumentException _) {
            throw UnreadableException.damaged(Damage.PACKAGE);
        }
    }

    private static long scan(ZipFile zip, ZipEntry entry, long bytesMax) throws IOException, UnreadableException {
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), 1 << 16)) {
            long bytes = 0;
            int matched = 0;
            StringBuilder declaration = null;
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (++bytes > bytesMax) {
                    throw UnreadableException.over(Refusal.Code.EXPANDS_TOO_FAR, XML_BYTES_MAX, XML_BYTES_MAX + 1);
                }
                if (b == 0) {
                    // The other half of a UTF-16 character.
                    continue;
                }
                if (declaration != null) {
                    declaration.append((char) b);
                    if (b == '>' || declaration.length() > DECLARATION_CHARACTERS_MAX) {
                        throw entity(declaration);
                    }
                    continue;
                }
                int lower = b >= 'A' && b <= 'Z' ? b + 32 : b;
                matched = lower == DECLARATION.charAt(matched) ? matched + 1 : lower == '<' ? 1 : 0;
                if (matched == DECLARATION.length()) {
                    declaration = new StringBuilder();
                }
            }
            if (declaration != null) {
                throw entity(declaration);
            }
            return bytes;
        }
    }

    private static UnreadableException entity(StringBuilder declaration) {
        String words = declaration.toString();
        boolean external = words.contains("SYSTEM") || words.contains("PUBLIC");
        return external
                ? UnreadableException.damaged(Damage.XML_EXTERNAL_ENTITY)
                : new UnreadableException(new Refusal(Refusal.Code.EXPANDS_TOO_FAR, Map.of("what", "xml-entity")));
    }
}
