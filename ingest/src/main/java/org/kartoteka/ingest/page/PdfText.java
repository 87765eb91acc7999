package org.kartoteka.ingest.page;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.layout.ReadingOrder;
import org.kartoteka.ingest.page.PageContent.BornDigital;
import org.kartoteka.ingest.page.PageContent.Raster;

/**
 * The text a PDF page brings along, if it is good enough to take as it is.
 *
 * <p>Not taken: invisible text (somebody else's recognition laid over a scan), text under a covering image, text in fonts
 * that do not say which characters they mean, a few words beside large images, and pages whose letters are drawn as
 * outlines. Those pages are recognised.
 *
 * <p>Lines are read across the page; cells of a row are separated by a tab.
 */
final class PdfText extends PDFTextStripper {
    private static final int GLYPHS_MIN = 20;
    private static final double UNMAPPED_SHARE_MAX = 0.05;
    private static final double IMAGE_SHARE_MAX = 0.35;
    private static final double PLAUSIBLE_SHARE_MIN = 0.85;
    /** So many drawn shapes for so little text: the text is in the shapes. */
    private static final int OUTLINES_MIN = 1_500;

    private static final int OUTLINED_GLYPHS_MAX = 200;

    private static final double CELL_GAP_HEIGHTS = 1.8;
    private static final double TURNED_SHARE_MAX = 0.02;

    private final double scale;
    private final List<Word> words = new ArrayList<>();
    private int line = 1;
    private int turnedWords;
    private boolean separatorPending;
    private @Nullable TextPosition lastInLine;

    private PdfText(double dpi) {
        scale = dpi / 72;
        setSortByPosition(true);
        setLineSeparator("\n");
        setParagraphEnd("");
        setPageEnd("");
        setArticleEnd("");
    }

    static boolean isGood(PdfSurvey survey) {
        int glyphs = survey.visibleGlyphs();
        boolean outlined = survey.paths() > OUTLINES_MIN && glyphs < OUTLINED_GLYPHS_MAX;
        return glyphs >= GLYPHS_MIN
                && !outlined
                && survey.unmappedGlyphs() <= UNMAPPED_SHARE_MAX * glyphs
                && survey.invisibleGlyphs() <= glyphs / 4
                && survey.imageShare() <= IMAGE_SHARE_MAX;
    }

    /** Empty: what the page calls text is none. */
    static Optional<PageContent> read(PdfFile pdf, int pageNumber, double viewingDpi)
            throws IOException, UnreadableException {
        double dpi = PdfPages.dpi(pdf.page(pageNumber), viewingDpi);
        PdfText stripper = new PdfText(dpi);
        stripper.setStartPage(pageNumber);
        stripper.setEndPage(pageNumber);
        String text = stripper.getText(pdf.document()).strip();
        if (!isPlausible(text)) {
            return Optional.empty();
        }
        Raster raster = PdfPages.draw(pdf, pageNumber, viewingDpi);
        List<Word> found = stripper.wordsWithin(raster);
        if (stripper.turnedWords > TURNED_SHARE_MAX * found.size()) {
            return Optional.of(new BornDigital(raster, text, found)); // its order goes by each direction apart
        }
        List<Word> words = ReadingOrder.arrange(found);
        return Optional.of(new BornDigital(raster, ReadingOrder.text(words), words));
    }

    private static boolean isPlausible(String text) {
        int marks = 0;
        int plausible = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                continue;
            }
            marks++;
            boolean known = c < 0xe000 && !Character.isISOControl(c) && c != 0xfffd;
            plausible += known && (Character.isLetterOrDigit(c) || c < 0x2e80) ? 1 : 0;
        }
        return marks > 0 && plausible >= PLAUSIBLE_SHARE_MIN * marks;
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        RenderingMode mode = getGraphicsState().getTextState().getRenderingMode();
        if (mode != RenderingMode.NEITHER && mode != RenderingMode.NEITHER_CLIP) {
            super.processTextPosition(text);
        }
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) throws IOException {
        if (separatorPending && !positions.isEmpty()) {
            super.writeString(isCellGap(positions.getFirst()) ? "\t" : " ");
        }
        separatorPending = false;
        List<TextPosition> letters = new ArrayList<>();
        for (TextPosition position : positions) {
            if (position.getUnicode().isBlank()) {
                addWord(letters);
                letters.clear();
                continue;
            }
            letters.add(position);
        }
        addWord(letters);
        lastInLine = positions.isEmpty() ? lastInLine : positions.getLast();
        super.writeString(Normalizer.normalize(text, Normalizer.Form.NFC), positions);
    }

    @Override
    protected void writeLineSeparator() throws IOException {
        line++;
        lastInLine = null;
        separatorPending = false;
        super.writeLineSeparator();
    }

    @Override
    protected void writeWordSeparator() {
        separatorPending = true;
    }

    /** Cells of a row stand further apart than words of a sentence do. */
    private boolean isCellGap(TextPosition next) {
        TextPosition last = lastInLine;
        return last != null
                && next.getXDirAdj() - last.getXDirAdj() - last.getWidthDirAdj()
                        > CELL_GAP_HEIGHTS * last.getHeightDir();
    }

    private void addWord(List<TextPosition> letters) {
        StringBuilder text = new StringBuilder();
        for (TextPosition letter : letters) {
            String unicode = letter.getUnicode();
            boolean form = unicode.codePoints().anyMatch(c -> c >= 0xfb00 && c <= 0xfeff);
            text.append(form ? Normalizer.normalize(unicode, Normalizer.Form.NFKC) : unicode);
        }
        if (!text.isEmpty()) {
            words.add(word(Normalizer.normalize(text, Normalizer.Form.NFC), letters));
        }
    }

    private Word word(String text, List<TextPosition> positions) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = 0;
        double bottom = 0;
        for (TextPosition position : positions) {
            Box box = box(position);
            left = Math.min(left, box.left());
            top = Math.min(top, box.top());
            right = Math.max(right, box.right());
            bottom = Math.max(bottom, box.bottom());
        }
        int x = (int) Math.floor(left * scale);
        int y = (int) Math.floor(top * scale);
        int width = (int) Math.ceil(right * scale) - x;
        int height = (int) Math.ceil(bottom * scale) - y;
        turnedWords += direction(positions.getFirst()) == 0 ? 0 : 1;
        return new Word(text, x, y, width, height, line, 1);
    }

    private record Box(double left, double top, double right, double bottom) {}

    /** In points from the top left corner of the page as shown; the height reaches from above the capitals to below. */
    private static Box box(TextPosition position) {
        double x = position.getX();
        double y = position.getY();
        double along = position.getWidthDirAdj();
        double above = position.getHeightDir() * 1.15;
        double below = position.getHeightDir() * 0.3;
        return switch (direction(position)) {
            case 90 -> new Box(x - above, y - along, x + below, y);
            case 180 -> new Box(x - along, y - below, x, y + above);
            case 270 -> new Box(x - below, y, x + above, y + along);
            default -> new Box(x, y - above, x + along, y + below);
        };
    }

    /** In which direction it is set on the page as shown, in degrees. */
    private static int direction(TextPosition position) {
        return Math.floorMod(Math.round(position.getDir()) - position.getRotation(), 360);
    }

    /** Words cut at the borders of the page; those off the page are left out, for nobody can see them. */
    private List<Word> wordsWithin(Raster raster) {
        List<Word> within = new ArrayList<>(words.size());
        for (Word word : words) {
            int x0 = Math.max(0, word.x());
            int y0 = Math.max(0, word.y());
            int x1 = Math.min(raster.width(), word.x() + word.width());
            int y1 = Math.min(raster.height(), word.y() + word.height());
            if (x1 > x0 && y1 > y0) {
                within.add(new Word(word.text(), x0, y0, x1 - x0, y1 - y0, word.line(), 1));
            }
        }
        return within;
    }
}
