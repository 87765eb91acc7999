package org.kartoteka.ingest.ocr;

import java.util.ArrayList;
import java.util.List;
import org.kartoteka.ingest.PageResult.Word;

/**
 * Pieces of signatures, stamps and dirt that passed for a letter or two: short words that the engine itself doubts, at the ends of a
 * line or in a line of which it is not sure. A short word amid a line that reads well stays, and so does everything with a digit.
 */
final class Scraps {
    private static final int LENGTH_MAX = 2;
    private static final double CONFIDENCE_MAX = 0.5;
    private static final double LINE_READS_WELL = 0.8;

    private Scraps() {}

    /**
     * @param words in order of their lines
     */
    static List<Word> without(List<Word> words) {
        List<Word> kept = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= words.size(); to++) {
            if (to == words.size() || words.get(to).line() != words.get(from).line()) {
                addWithout(words.subList(from, to), kept);
                from = to;
            }
        }
        return kept;
    }

    private static void addWithout(List<Word> line, List<Word> kept) {
        for (int i = 0; i < line.size(); i++) {
            boolean atEnd = i == 0 || i == line.size() - 1;
            if (!isShortAndDoubted(line.get(i)) || (!atEnd && confidenceBeside(line, i) >= LINE_READS_WELL)) {
                kept.add(line.get(i));
            }
        }
    }

    private static boolean isShortAndDoubted(Word word) {
        return word.text().length() <= LENGTH_MAX
                && word.confidence() < CONFIDENCE_MAX
                && word.text().chars().noneMatch(Character::isDigit);
    }

    private static double confidenceBeside(List<Word> line, int at) {
        double sum = 0;
        int letters = 0;
        for (int i = 0; i < line.size(); i++) {
            if (i != at) {
                sum += line.get(i).confidence() * line.get(i).text().length();
                letters += line.get(i).text().length();
            }
        }
        return letters == 0 ? 0 : sum / letters;
    }
}
