package org.kartoteka.ingest.page;

import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Liberation Sans (SIL Open Font Licence), which comes inside the PDFBox artefact and has all letters of the languages
 * served, Kazakh ones too. Pages are drawn with it and with embedded fonts, never with fonts of the machine: a server may
 * have none, and the same page must look the same everywhere. Any number of threads.
 */
final class BundledFont {
    private static final String RESOURCE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final BundledFont INSTANCE = new BundledFont();

    private final TrueTypeFont font;
    private final CmapLookup glyphs;
    private final Map<Integer, Glyph> cache = new ConcurrentHashMap<>();

    /**
     * @param outline in units of the em, y upwards
     * @param advance in units of the em
     * @param missing the font has no such character; the outline is that of a box
     */
    record Glyph(GeneralPath outline, double advance, boolean missing) {}

    private BundledFont() {
        try (InputStream in = PDDocument.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("font " + RESOURCE + " is not on the class path");
            }
            font = new TTFParser(true).parse(new RandomAccessReadBuffer(in));
            glyphs = font.getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException("font " + RESOURCE + " cannot be read", e);
        }
    }

    static BundledFont instance() {
        return INSTANCE;
    }

    /** @param codePoint of a character; tabs and line ends have no glyph and are the caller's business */
    Glyph glyph(int codePoint) {
        return cache.computeIfAbsent(codePoint, this::load);
    }

    private synchronized Glyph load(int codePoint) {
        try {
            int id = glyphs.getGlyphId(codePoint);
            String name = "gid" + id;
            double unit = font.getUnitsPerEm();
            var outline = (GeneralPath) font.getPath(name).clone();
            outline.transform(java.awt.geom.AffineTransform.getScaleInstance(1 / unit, 1 / unit));
            return new Glyph(outline, font.getAdvanceWidth(id) / unit, id == 0);
        } catch (IOException e) {
            throw new UncheckedIOException("glyph of the bundled font cannot be read", e);
        }
    }

    /** Makes PDFBox take this font wherever a PDF has not embedded its own. */
    static void useForPdf() {
        FontMappers.set(new OnlyThis(instance().font));
    }

    private record OnlyThis(TrueTypeFont font) implements FontMapper {
        @Override
        public FontMapping<TrueTypeFont> getTrueTypeFont(String baseFont, @Nullable PDFontDescriptor descriptor) {
            return new FontMapping<>(font, true);
        }

        @Override
        public FontMapping<FontBoxFont> getFontBoxFont(String baseFont, @Nullable PDFontDescriptor descriptor) {
            return new FontMapping<>(font, true);
        }

        @Override
        public @Nullable CIDFontMapping getCIDFont(
                String baseFont, @Nullable PDFontDescriptor descriptor, @Nullable PDCIDSystemInfo system) {
            OpenTypeFont none = null;
            return new CIDFontMapping(none, font, true);
        }
    }
}
