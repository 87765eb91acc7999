package org.kartoteka.ingest.pdf;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * A font that shows nothing and can be copied: every character of every script is the same empty glyph, half as wide as high.
 *
 * <p>Characters get codes in the order they are first used, so one font of a few hundred bytes serves a whole document.
 */
final class GlyphlessFont {
    /** Width of any character as a share of the font size. */
    static final double ADVANCE = 0.5;

    private static final int UNITS = 1_000;
    private static final int CODES_MAX = 0xFFFE;
    private static final int ENTRIES_PER_BLOCK = 100;
    private static final String NAME = "KartotekaGlyphless";

    private final Map<Integer, Integer> codes = new LinkedHashMap<>();
    private final COSDictionary dictionary = new COSDictionary();

    /** The font to refer to from pages; complete only after {@link #finish}. */
    COSDictionary dictionary() {
        return dictionary;
    }

    boolean isUsed() {
        return !codes.isEmpty();
    }

    /** The text as a hexadecimal string of this font's codes. */
    String encode(String text) {
        StringBuilder hex = new StringBuilder(text.length() * 4 + 2).append('<');
        text.codePoints().forEach(character -> {
            int shown = Character.isISOControl(character) || isHalf(character) ? ' ' : character;
            Integer code = codes.get(shown);
            if (code == null && codes.size() < CODES_MAX) {
                code = codes.size() + 1;
                codes.put(shown, code);
            }
            hex.append(String.format(Locale.ROOT, "%04X", code == null ? 1 : code));
        });
        return hex.append('>').toString();
    }

    private static boolean isHalf(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    /** Writes the font into the document, once all text is encoded. */
    void finish(PDDocument document) throws IOException {
        COSDictionary descendant = new COSDictionary();
        descendant.setItem(COSName.TYPE, COSName.FONT);
        descendant.setName(COSName.SUBTYPE, "CIDFontType2");
        descendant.setName(COSName.BASE_FONT, NAME);
        descendant.setItem(COSName.CIDSYSTEMINFO, systemInfo());
        descendant.setInt(COSName.DW, (int) (ADVANCE * UNITS));
        descendant.setItem(COSName.FONT_DESC, descriptor(document));
        descendant.setItem(COSName.CID_TO_GID_MAP, stream(document, glyphOfEachCode()));
        COSArray descendants = new COSArray();
        descendants.add(descendant);
        dictionary.setItem(COSName.TYPE, COSName.FONT);
        dictionary.setName(COSName.SUBTYPE, "Type0");
        dictionary.setName(COSName.BASE_FONT, NAME);
        dictionary.setName(COSName.ENCODING, "Identity-H");
        dictionary.setItem(COSName.DESCENDANT_FONTS, descendants);
        dictionary.setItem(
                COSName.TO_UNICODE, stream(document, characterOfEachCode().getBytes(StandardCharsets.US_ASCII)));
    }

    private static COSDictionary systemInfo() {
        COSDictionary info = new COSDictionary();
        info.setString(COSName.REGISTRY, "Adobe");
        info.setString(COSName.ORDERING, "Identity");
        info.setInt(COSName.SUPPLEMENT, 0);
        return info;
    }

    private static COSDictionary descriptor(PDDocument document) throws IOException {
        COSArray box = new COSArray();
        for (int edge : new int[] {0, -200, (int) (ADVANCE * UNITS), 800}) {
            box.add(COSInteger.get(edge));
        }
        byte[] file = trueType();
        COSStream fontFile = stream(document, file);
        fontFile.setInt(COSName.LENGTH1, file.length);
        COSDictionary descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setName(COSName.FONT_NAME, NAME);
        descriptor.setInt(COSName.FLAGS, 5);
        descriptor.setItem(COSName.FONT_BBOX, box);
        descriptor.setInt(COSName.ITALIC_ANGLE, 0);
        descriptor.setInt(COSName.ASCENT, 800);
        descriptor.setInt(COSName.DESCENT, -200);
        descriptor.setInt(COSName.CAP_HEIGHT, 700);
        descriptor.setInt(COSName.STEM_V, 80);
        descriptor.setItem(COSName.FONT_FILE2, fontFile);
        return descriptor;
    }

    private static COSStream stream(PDDocument document, byte[] bytes) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(bytes);
        }
        return stream;
    }

    private byte[] glyphOfEachCode() {
        byte[] map = new byte[2 * (codes.size() + 1)];
        for (int code = 1; code <= codes.size(); code++) {
            map[2 * code + 1] = 1;
        }
        return map;
    }

    private String characterOfEachCode() {
        StringBuilder map = new StringBuilder("""
                /CIDInit /ProcSet findresource begin
                12 dict begin
                begincmap
                /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
                /CMapName /Adobe-Identity-UCS def
                /CMapType 2 def
                1 begincodespacerange
                <0000> <FFFF>
                endcodespacerange
                """);
        int left = codes.size();
        int inBlock = 0;
        for (Entry<Integer, Integer> code : codes.entrySet()) {
            if (inBlock == 0) {
                inBlock = Math.min(left, ENTRIES_PER_BLOCK);
                map.append(inBlock).append(" beginbfchar\n");
            }
            map.append(String.format(Locale.ROOT, "<%04X> <", code.getValue()));
            for (char unit : Character.toChars(code.getKey())) {
                map.append(String.format(Locale.ROOT, "%04X", (int) unit));
            }
            map.append(">\n");
            left--;
            if (--inBlock == 0) {
                map.append("endbfchar\n");
            }
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
                .toString();
    }

    /** A TrueType font of two empty glyphs. */
    private static byte[] trueType() {
        Map<String, byte[]> tables = new LinkedHashMap<>();
        int advance = (int) (ADVANCE * UNITS);
        tables.put("glyf", shorts(0, 0));
        tables.put(
                "head",
                shorts(
                        1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, UNITS, 0, 0, 0, 0, 0, 0, 0, 0, 0, -200, advance, 800, 0, 8,
                        2, 0, 0));
        tables.put("hhea", shorts(1, 0, 800, -200, 0, advance, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2));
        tables.put("hmtx", shorts(advance, 0, advance, 0));
        tables.put("loca", shorts(0, 0, 0));
        tables.put("maxp", shorts(1, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0x00010000);
            for (int value : new int[] {tables.size(), 64, 2, tables.size() * 16 - 64}) {
                out.writeShort(value);
            }
            int offset = 12 + 16 * tables.size();
            for (Entry<String, byte[]> table : tables.entrySet()) {
                out.writeBytes(table.getKey());
                out.writeInt(checksum(table.getValue()));
                out.writeInt(offset);
                out.writeInt(table.getValue().length);
                offset += padded(table.getValue().length);
            }
            for (byte[] table : tables.values()) {
                out.write(table);
                out.write(new byte[padded(table.length) - table.length]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return bytes.toByteArray();
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }

    private static int checksum(byte[] table) {
        int sum = 0;
        for (int i = 0; i < padded(table.length); i++) {
            int b = i < table.length ? table[i] & 0xFF : 0;
            sum += b << (8 * (3 - i % 4));
        }
        return sum;
    }

    private static byte[] shorts(int... values) {
        byte[] bytes = new byte[values.length * 2];
        for (int i = 0; i < values.length; i++) {
            bytes[2 * i] = (byte) (values[i] >> 8);
            bytes[2 * i + 1] = (byte) values[i];
        }
        return bytes;
    }
}
