package org.kartoteka.ingest.ocr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.image.Picture;

/**
 * Words in Latin letters on pages in Cyrillic: numbers such as {@code KZ/70142-01}, mail addresses, {@code ISDN}. A Cyrillic model
 * knows no such letters and makes the nearest of its own of them, with little confidence. Such words are read once more, one by
 * one, with a Latin model; its reading is taken where it is surer and could not be Cyrillic after all.
 *
 * <p>Used by one thread at a time.
 */
final class LatinWords {
    private static final int WORDS_MAX = 60;
    private static final double SURE = 0.92;
    private static final double SURE_OF_LETTERS = 0.8;
    private static final double LATIN_MIN = 0.55;
    private static final int HEIGHT_MAX = 90;
    private static final Duration WORD_LIMIT = Duration.ofSeconds(2);

    /** Letters that look the same in both scripts say nothing. */
    private static final Pattern LATIN_ONLY = Pattern.compile("[DFGIJLNQRSUVWZbdfghijklmnqrstuvwz]");

    private static final Pattern NUMBER = Pattern.compile("\\P{L}*[A-Z]{1,3}[/-]?\\d[\\d/.-]{3,}\\P{L}*");
    private static final Pattern FOREIGN = Pattern.compile("[^\\x20-\\x7e«»„“”№–—]");

    private final OcrEngine engine;
    private final String model;

    /** @param model a Latin one */
    LatinWords(OcrEngine engine, String model) {
        this.engine = engine;
        this.model = model;
    }

    /** The recognition of this page with such words read anew. */
    Recognition reread(Picture page, Recognition recognition) {
        List<Word> words = new ArrayList<>();
        int tried = 0;
        for (Word word : recognition.words()) {
            if (tried < WORDS_MAX && isDoubtful(word)) {
                tried++;
                words.add(reread(page, word));
            } else {
                words.add(word);
            }
        }
        return new Recognition(words, recognition.complete());
    }

    private static boolean isDoubtful(Word word) {
        long letters = word.text().codePoints().filter(Character::isLetter).count();
        boolean mixed = word.text().length() > letters;
        return letters > 0
                && word.text().length() > 1
                && word.height() <= HEIGHT_MAX
                && word.confidence() < (mixed ? SURE : SURE_OF_LETTERS);
    }

    private Word reread(Picture page, Word word) {
        int margin = Math.max(4, word.height() / 3);
        int left = Math.max(0, word.x() - margin);
        int top = Math.max(0, word.y() - margin);
        int right = Math.min(page.width(), word.x() + word.width() + margin);
        int bottom = Math.min(page.height(), word.y() + word.height() + margin);
        try (Picture cut = page.clip(left, top, right - left, bottom - top)) {
            cut.setDpi(page.xDpi());
            Recognition latin = engine.recognise(
                    cut,
                    new OcrEngine.Request(
                            List.of(model), OcrEngine.Layout.LINE, OcrEngine.Threshold.GLOBAL, WORD_LIMIT));
            String text = latin.words().stream().map(Word::text).collect(Collectors.joining(""));
            if (latin.complete() && isLatin(text, latin.confidence(), word)) {
                return new Word(text, word.x(), word.y(), word.width(), word.height(), word.line(), latin.confidence());
            }
        } catch (OcrFailed _) {
            return word; // as the page's own recognition had it
        }
        return word;
    }

    private static boolean isLatin(String text, double confidence, Word word) {
        if (FOREIGN.matcher(text).find() || !LATIN_ONLY.matcher(text).find()) {
            return false;
        }
        if (NUMBER.matcher(text).matches() && digits(text) >= digits(word.text()) - 1) {
            return confidence >= LATIN_MIN;
        }
        long letters = text.codePoints().filter(Character::isLetter).count();
        return confidence >= LATIN_MIN
                && confidence > word.confidence() + 0.1
                && letters >= 2
                && letters * 2 >= text.length();
    }

    private static long digits(String text) {
        return text.codePoints().filter(Character::isDigit).count();
    }
}
