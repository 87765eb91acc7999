package org.kartoteka.ingest.page;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.kartoteka.ingest.Damage;
import org.kartoteka.ingest.Refusal;

/** Goes through a page's contents without drawing, and notes what would be seen on it. */
final class PdfSurvey extends PDFGraphicsStreamEngine {
    /** A dense map has some hundred thousand; above this a page is meant to hang its reader. */
    private static final int OPERATORS_MAX = 5_000_000;

    private static final double COVERING = 0.8;

    private final PDRectangle crop;
    private final List<Placed> images = new ArrayList<>();
    private int operators;
    private int paths;
    private int visibleGlyphs;
    private int invisibleGlyphs;
    private int unmappedGlyphs;
    private double imageShare;

    /** An image with the matrix that carries its unit square onto the page; {@code black}: painted in black, for stencils. */
    record Placed(PDImage image, Matrix matrix, boolean black) {}

    /** Unwinds PDFBox, which catches the checked ones. */
    private static final class TooManyOperators extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private PdfSurvey(PDPage page) {
        super(page);
        crop = page.getCropBox();
    }

    static PdfSurvey of(PDPage page) throws IOException, UnreadableException {
        PdfSurvey survey = new PdfSurvey(page);
        try {
            survey.processPage(page);
        } catch (TooManyOperators _) {
            throw UnreadableException.over(Refusal.Code.EXPANDS_TOO_FAR, OPERATORS_MAX, survey.operators);
        } catch (RuntimeException | StackOverflowError _) {
            throw UnreadableException.damaged(Damage.PDF_PAGE_CONTENT);
        }
        return survey;
    }

    /** In the order drawn, without those that a later, covering one hides. */
    List<Placed> images() {
        return images;
    }

    /** Lines and areas that are not covered by an image. */
    int paths() {
        return paths;
    }

    /** Characters that are not covered by an image. */
    int visibleGlyphs() {
        return visibleGlyphs;
    }

    int invisibleGlyphs() {
        return invisibleGlyphs;
    }

    /** Those among the visible ones that the file does not name a character for. */
    int unmappedGlyphs() {
        return unmappedGlyphs;
    }

    /** Of the page's area, 0 to 1; overlaps count twice. */
    double imageShare() {
        return Math.min(1, imageShare);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (++operators > OPERATORS_MAX) {
            throw new TooManyOperators();
        }
        super.processOperator(operator, operands);
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) {
        RenderingMode mode = getGraphicsState().getTextState().getRenderingMode();
        if (mode == RenderingMode.NEITHER || mode == RenderingMode.NEITHER_CLIP) {
            invisibleGlyphs++;
            return;
        }
        visibleGlyphs++;
        String unicode = font.toUnicode(code);
        if (unicode == null || unicode.isEmpty() || unicode.charAt(0) == 0xfffd) {
            unmappedGlyphs++;
        }
    }

    @Override
    public void drawImage(PDImage image) throws IOException {
        Matrix matrix = getGraphicsState().getCurrentTransformationMatrix().clone();
        double area = Math.abs(
                (double) matrix.getScaleX() * matrix.getScaleY() - (double) matrix.getShearX() * matrix.getShearY());
        double share = area / Math.max(1, (double) crop.getWidth() * crop.getHeight());
        boolean opaque = !image.isStencil()
                && image.getCOSObject().getItem(COSName.SMASK) == null
                && image.getCOSObject().getItem(COSName.MASK) == null;
        if (opaque && share >= COVERING) {
            images.clear();
            paths = 0;
            imageShare = 0;
            invisibleGlyphs += visibleGlyphs;
            visibleGlyphs = 0;
            unmappedGlyphs = 0;
        }
        boolean black = !image.isStencil() || isBlack();
        images.add(new Placed(image, matrix, black));
        imageShare += share;
    }

    private boolean isBlack() throws IOException {
        return (getGraphicsState().getNonStrokingColor().toRGB() & 0xff_ffff) == 0;
    }

    @Override
    public void strokePath() {
        paths++;
    }

    @Override
    public void fillPath(int windingRule) {
        paths++;
    }

    @Override
    public void fillAndStrokePath(int windingRule) {
        paths++;
    }

    @Override
    public void shadingFill(COSName shadingName) {
        paths++;
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
        // Only painting counts.
    }

    @Override
    public void clip(int windingRule) {
        // A clip around a scan hides nothing that matters.
    }

    @Override
    public void moveTo(float x, float y) {
        // Only painting counts.
    }

    @Override
    public void lineTo(float x, float y) {
        // Only painting counts.
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        // Only painting counts.
    }

    @Override
    public Point2D getCurrentPoint() {
        return new Point2D.Float();
    }

    @Override
    public void closePath() {
        // Only painting counts.
    }

    @Override
    public void endPath() {
        // Only painting counts.
    }
}
