package org.kartoteka.ingest.pdf;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.util.Matrix;

/** Finds where on a page its only image lies, for pages that are nothing but a scan. Decodes nothing. */
final class ScanArea extends PDFGraphicsStreamEngine {
    private int images;
    private boolean other;
    private Matrix place = new Matrix();

    private ScanArea(PDPage page) {
        super(page);
    }

    /** The rectangle of the image in the page's units; empty if there is more on the page, or the image lies askew. */
    static Optional<PDRectangle> of(PDPage page) {
        ScanArea area = new ScanArea(page);
        try {
            area.processPage(page);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
        Matrix m = area.place;
        boolean straight = Math.abs(m.getShearX()) + Math.abs(m.getShearY()) < 0.5
                || Math.abs(m.getScaleX()) + Math.abs(m.getScaleY()) < 0.5;
        if (area.images != 1 || area.other || !straight) {
            return Optional.empty();
        }
        float x0 = m.getTranslateX() + Math.min(0, m.getScaleX()) + Math.min(0, m.getShearX());
        float y0 = m.getTranslateY() + Math.min(0, m.getScaleY()) + Math.min(0, m.getShearY());
        float width = Math.abs(m.getScaleX()) + Math.abs(m.getShearX());
        float height = Math.abs(m.getScaleY()) + Math.abs(m.getShearY());
        return Optional.of(new PDRectangle(x0, y0, width, height));
    }

    @Override
    public void drawImage(PDImage image) {
        images++;
        place = getGraphicsState().getCurrentTransformationMatrix().clone();
    }

    @Override
    public void beginText() {
        other = true;
    }

    @Override
    public void strokePath() {
        other = true;
    }

    @Override
    public void fillPath(int windingRule) {
        other = true;
    }

    @Override
    public void fillAndStrokePath(int windingRule) {
        other = true;
    }

    @Override
    public void shadingFill(COSName shadingName) {
        other = true;
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {}

    @Override
    public void clip(int windingRule) {}

    @Override
    public void moveTo(float x, float y) {}

    @Override
    public void lineTo(float x, float y) {}

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {}

    @Override
    public Point2D getCurrentPoint() {
        return new Point2D.Float();
    }

    @Override
    public void closePath() {}

    @Override
    public void endPath() {}
}
