package org.kartoteka.ingest.ocr;

import java.util.List;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.layout.ReadingOrder;

/**
 * What an engine read.
 *
 * @param words in reading order, boxes in pixels of the picture given
 * @param complete false when the time limit ended it early
 */
public record Recognition(List<Word> words, boolean complete) {
    public Recognition {
        words = List.copyOf(words);
    }

    /** The words as text, as {@link ReadingOrder#text} puts it. */
    public String text() {
        return ReadingOrder.text(words);
    }

    /** Mean over the characters of all words, 0 to 1; 0 without words. */
    public double confidence() {
        double sum = 0;
        int characters = 0;
        for (Word word : words) {
            int length = word.text().length();
            sum += word.confidence() * length;
            characters += length;
        }
        return characters == 0 ? 0 : sum / characters;
    }

    /** How many letters stand in words read with at least this confidence. */
    public int lettersReadWith(double confidenceMin) {
        int letters = 0;
        for (Word word : words) {
            if (word.confidence() >= confidenceMin) {
                letters += (int)
                        word.text().codePoints().filter(Character::isLetter).count();
            }
        }
        return letters;
    }
}
