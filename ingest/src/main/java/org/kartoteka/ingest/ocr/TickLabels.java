package org.kartoteka.ingest.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.kartoteka.ingest.PageResult.TickBox;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.image.FormLines;

/** Gives boxes to tick the words that stand behind them. */
final class TickLabels {
    /** A gap of so many heights of the box ends a label. */
    private static final double GAP_MAX = 1.4;

    private TickLabels() {}

    /**
     * @param words of the same picture
     * @return the boxes by rows, from the left
     */
    static List<TickBox> of(List<FormLines.TickBox> boxes, List<Word> words) {
        return byRows(boxes).stream()
                .map(box -> new TickBox(
                        label(box, boxes, words), box.ticked(), box.x(), box.y(), box.width(), box.height()))
                .toList();
    }

    private static List<FormLines.TickBox> byRows(List<FormLines.TickBox> boxes) {
        List<FormLines.TickBox> fromTop = boxes.stream()
                .sorted(Comparator.comparingInt(FormLines.TickBox::y))
                .toList();
        List<FormLines.TickBox> sorted = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= fromTop.size(); to++) {
            FormLines.TickBox first = fromTop.get(from);
            if (to == fromTop.size() || fromTop.get(to).y() > first.y() + first.height() / 2) {
                sorted.addAll(fromTop.subList(from, to).stream()
                        .sorted(Comparator.comparingInt(FormLines.TickBox::x))
                        .toList());
                from = to;
            }
        }
        return sorted;
    }

    private static String label(FormLines.TickBox box, List<FormLines.TickBox> boxes, List<Word> words) {
        int end = boxes.stream()
                .filter(other -> other.x() > box.x() && Math.abs(other.y() - box.y()) < box.height())
                .mapToInt(FormLines.TickBox::x)
                .min()
                .orElse(Integer.MAX_VALUE);
        List<Word> behind = words.stream()
                .filter(word -> word.x() >= box.x() + box.width() / 2 && word.x() + word.width() / 2 < end)
                .filter(word -> isBeside(word, box))
                .sorted(Comparator.comparingInt(Word::x))
                .toList();
        List<Word> label = new ArrayList<>();
        int from = box.x() + box.width();
        for (Word word : behind) {
            if (word.x() - from > GAP_MAX * box.height()) {
                break;
            }
            label.add(word);
            from = word.x() + word.width();
        }
        return label.stream().map(Word::text).collect(Collectors.joining(" "));
    }

    private static boolean isBeside(Word word, FormLines.TickBox box) {
        int middle = word.y() + word.height() / 2;
        return middle > box.y() - box.height() / 4 && middle < box.y() + box.height() + box.height() / 4;
    }
}
