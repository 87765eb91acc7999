package org.kartoteka.ingest.image;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.kartoteka.ingest.page.PageContent.Raster;

/** A grey page at 200 dots per inch, drawn line by line with the font inside PDFBox: no font of the machine is needed. */
public final class DrawnPage {
    public static final int DPI = 200;

    private static final TrueTypeFont FONT = font();

    private final BufferedImage image;
    private final Graphics2D graphics;

    /** An empty A5 sheet. */
    public DrawnPage() {
        this(1165, 1654);
    }

    public DrawnPage(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
    }

    private static TrueTypeFont font() {
        try (InputStream in =
                PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            return new TTFParser(true).parse(new RandomAccessReadBuffer(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of text of 12 points, from 1.2 inches below the top. */
    public DrawnPage text(String text) {
        int y = 240;
        for (String line : text.split("\n")) {
            line(line, 120, y, 33);
            y += 48;
        }
        return this;
    }

    public DrawnPage line(String text, int x, int y, int size) {
        try {
            double scale = (double) size / FONT.getUnitsPerEm();
            double at = x;
            for (int character : text.codePoints().toArray()) {
                int glyph = FONT.getUnicodeCmapLookup().getGlyphId(character);
                AffineTransform place = new AffineTransform(scale, 0, 0, -scale, at, y);
                if (FONT.getGlyph().getGlyph(glyph) != null) {
                    graphics.fill(place.createTransformedShape(
                            FONT.getGlyph().getGlyph(glyph).getPath()));
                }
                at += FONT.getAdvanceWidth(glyph) * scale;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A rule of a form, two points thick. */
    public DrawnPage rule(int fromX, int fromY, int toX, int toY) {
        graphics.setStroke(new BasicStroke(2));
        graphics.drawLine(fromX, fromY, toX, toY);
        return this;
    }

    /** A box to tick of an eighth of an inch, with its label behind it. */
    public DrawnPage tickBox(int x, int y, boolean ticked, String label) {
        graphics.setStroke(new BasicStroke(2));
        graphics.drawRect(x, y, 25, 25);
        if (ticked) {
            graphics.setStroke(new BasicStroke(3));
            graphics.drawLine(x + 4, y + 4, x + 21, y + 21);
            graphics.drawLine(x + 21, y + 4, x + 4, y + 21);
        }
        return line(label, x + 45, y + 24, 33);
    }

    /** Two punch holes at the left, a fold across, and a dark border of the scanner. */
    public DrawnPage holesAndFoldAndBorder() {
        graphics.fillOval(60, image.getHeight() / 2 - 350, 48, 48);
        graphics.fillOval(60, image.getHeight() / 2 + 300, 48, 48);
        graphics.fillRect(0, 0, 9, image.getHeight());
        graphics.setColor(new Color(150, 150, 150));
        graphics.setStroke(new BasicStroke(3));
        graphics.drawLine(30, image.getHeight() / 3, image.getWidth() - 30, image.getHeight() / 3 + 2);
        graphics.setColor(Color.BLACK);
        return this;
    }

    public DrawnPage specks(int count, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            graphics.fillRect(random.nextInt(image.getWidth()), random.nextInt(image.getHeight()), 2, 2);
        }
        return this;
    }

    /** What shines through from the back of the sheet: mirrored and pale. */
    public DrawnPage shiningThrough(String text) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(image.getWidth(), 0);
        graphics.scale(-1, 1);
        graphics.setColor(new Color(196, 196, 196));
        text(text);
        graphics.setColor(Color.BLACK);
        graphics.setTransform(before);
        return this;
    }

    /** A signature: one thin, winding stroke. */
    public DrawnPage signature() {
        graphics.setStroke(new BasicStroke(3));
        int x = 500;
        int y = 1000;
        for (int i = 0; i < 12; i++) {
            int nextX = x + 18;
            int nextY = y + (i % 2 == 0 ? -55 : 55);
            graphics.drawLine(x, y, nextX, nextY);
            x = nextX;
            y = nextY;
        }
        return this;
    }

    /** A word by hand: one thin line that goes up and down unevenly, as high as two lines of print. */
    public DrawnPage scrawl(int x, int y, int width) {
        graphics.setStroke(new BasicStroke(3));
        Path2D line = new Path2D.Double();
        line.moveTo(x, y);
        int[] tops = {62, 24, 30, 20, 58, 26, 18, 66, 22, 28};
        int[] feet = {4, -6, 10, 0, -22, 6, -4, 8, -18, 2};
        int steps = width / 28;
        for (int i = 0; i < steps; i++) {
            double from = x + 28.0 * i;
            line.curveTo(from + 4, y - tops[i % 10], from + 16, y - tops[i % 10], from + 14, y - tops[i % 10] / 2.0);
            line.curveTo(from + 12, y - feet[i % 10], from + 20, y - feet[i % 10], from + 28, y - 6);
        }
        graphics.draw(line);
        return this;
    }

    /** A round stamp: a ring of two points' thickness with a word in it. */
    public DrawnPage ringStamp(int x, int y, int size, String word) {
        graphics.setStroke(new BasicStroke(5));
        graphics.drawOval(x, y, size, size);
        return line(word, x + size / 4, y + size / 2, 30);
    }

    /** A stamp in a frame that was pressed on the sheet at an angle. */
    public DrawnPage leaningStamp(int x, int y, double degrees, String words) {
        AffineTransform before = graphics.getTransform();
        graphics.rotate(Math.toRadians(degrees), x, y);
        graphics.setStroke(new BasicStroke(5));
        graphics.drawRect(x, y, 400, 110);
        line(words, x + 30, y + 70, 33);
        graphics.setTransform(before);
        return this;
    }

    /** The same page leaning clockwise. */
    public DrawnPage leaning(double degrees) {
        return transformed(
                image.getWidth(),
                image.getHeight(),
                AffineTransform.getRotateInstance(
                        Math.toRadians(degrees), image.getWidth() / 2.0, image.getHeight() / 2.0));
    }

    /** The same page turned clockwise by 90, 180 or 270 degrees. */
    public DrawnPage turned(int degrees) {
        int width = image.getWidth();
        int height = image.getHeight();
        AffineTransform turn = new AffineTransform();
        boolean lying = degrees % 180 != 0;
        turn.translate((lying ? height : width) / 2.0, (lying ? width : height) / 2.0);
        turn.rotate(Math.toRadians(degrees));
        turn.translate(-width / 2.0, -height / 2.0);
        return transformed(lying ? height : width, lying ? width : height, turn);
    }

    /** The same page on a dark desk, photographed from the side: its sides lean, its lines do not run across. */
    public DrawnPage photographed() {
        DrawnPage photo = new DrawnPage(image.getWidth() * 3 / 2, image.getHeight() * 5 / 4);
        photo.graphics.setColor(new Color(60, 60, 60));
        photo.graphics.fillRect(0, 0, photo.image.getWidth(), photo.image.getHeight());
        photo.graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        photo.graphics.drawImage(image, new AffineTransform(1, 0.06, -0.09, 1, 260, 120), null);
        return photo;
    }

    private DrawnPage transformed(int width, int height, AffineTransform transform) {
        DrawnPage page = new DrawnPage(width, height);
        page.graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        page.graphics.drawImage(image, transform, null);
        return page;
    }

    public Raster raster() {
        byte[] pixels =
                ((DataBufferByte) image.getRaster().getDataBuffer()).getData().clone();
        return new Raster(pixels, image.getWidth(), image.getHeight(), 1, DPI);
    }

    public Picture picture() {
        return Picture.of(raster());
    }

    public byte[] png() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Draws black squares of a pattern, such as a bar code. */
    public DrawnPage squares(boolean[][] dark, int left, int top, int size) {
        for (int row = 0; row < dark.length; row++) {
            for (int column = 0; column < dark[row].length; column++) {
                if (dark[row][column]) {
                    graphics.fillRect(left + column * size, top + row * size, size, size);
                }
            }
        }
        return this;
    }
}
