package org.kartoteka.api;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.kartoteka.archive.rendition.PageText.Overlay;
import org.kartoteka.archive.rendition.PageText.Word;

/** A page of a made-up letter: its image and where its words stand on it. */
record FixturePage(byte[] image, int width, int height, String language, List<Word> words, List<Overlay> overlays) {
    private static final int WIDTH = 1240;
    private static final int HEIGHT = 1754;
    private static final int MARGIN = 130;
    private static final int LINE_HEIGHT = 44;

    /** A page with print only. */
    FixturePage(byte[] image, int width, int height, String language, List<Word> words) {
        this(image, width, height, language, words, List.of());
    }

    /** The same page with a note by hand at its foot, of which the reader was not sure. */
    FixturePage withNote(String doubtful) {
        Word word = new Word(doubtful, 300, 1400, 400, 60, 99, 0.3);
        return new FixturePage(
                image,
                width,
                height,
                language,
                words,
                List.of(new Overlay("handwriting", List.of(word), 290, 1390, 420, 80)));
    }

    /** Draws the text, one line below the other. */
    static FixturePage drawn(String language, String text) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(Color.DARK_GRAY);
        pen.setFont(new Font(Font.SERIF, Font.PLAIN, 30));
        List<Word> words = new ArrayList<>();
        int line = 0;
        for (String printed : text.lines().toList()) {
            line++;
            draw(pen, printed, line, words);
        }
        pen.dispose();
        return new FixturePage(png(image), WIDTH, HEIGHT, language, words);
    }

    String text() {
        return words.stream()
                .collect(Collectors.groupingBy(
                        Word::line, java.util.TreeMap::new, Collectors.mapping(Word::text, Collectors.joining(" "))))
                .values()
                .stream()
                .collect(Collectors.joining("\n"));
    }

    /** The place of the first word that contains the text. */
    List<Word> place(String text) {
        return words.stream()
                .filter(word -> word.text().contains(text))
                .limit(1)
                .toList();
    }

    private static void draw(Graphics2D pen, String printed, int line, List<Word> words) {
        FontMetrics metrics = pen.getFontMetrics();
        int x = MARGIN;
        int base = MARGIN + line * LINE_HEIGHT;
        for (String word : printed.split(" ")) {
            if (!word.isEmpty()) {
                int width = metrics.stringWidth(word);
                pen.drawString(word, x, base);
                words.add(new Word(word, x, base - metrics.getAscent(), width, metrics.getHeight(), line, 0.95));
                x += width;
            }
            x += metrics.charWidth(' ');
        }
    }

    private static byte[] png(BufferedImage image) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("cannot draw a page", e);
        }
    }
}
