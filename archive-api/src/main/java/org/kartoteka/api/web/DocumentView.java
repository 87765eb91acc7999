package org.kartoteka.api.web;

import java.util.List;
import org.kartoteka.api.answer.CaseFileAnswer;
import org.kartoteka.api.answer.CaseHintAnswer;
import org.kartoteka.api.answer.DocumentAnswer;
import org.kartoteka.api.answer.EventAnswer;
import org.kartoteka.api.answer.HitPlace;
import org.kartoteka.api.answer.PageAnswer;

/**
 * A document as its page shows it.
 *
 * @param page the page that is shown
 * @param hits what matches on it, in reading order
 * @param pages all pages, with the number of hits where it was counted
 * @param lines the text of the page that is shown
 * @param previousWithHit number of the page before this one that has a hit; 0 where there is none
 * @param nextWithHit so for the pages after it
 * @param totalHits on all pages that were counted
 * @param hitsBefore on the pages before this one
 * @param caseHints open case files in which it may belong
 */
public record DocumentView(
        DocumentAnswer document,
        PageAnswer page,
        List<HitPlace> hits,
        List<PageLink> pages,
        List<Line> lines,
        int previousWithHit,
        int nextWithHit,
        int totalHits,
        int hitsBefore,
        List<CaseFileAnswer> caseFiles,
        List<CaseHintAnswer> caseHints,
        List<HistoryEntry> history) {

    /** One record of the document's history, with what persons changed by it. */
    public record HistoryEntry(EventAnswer record, List<Change> changes) {}

    /**
     * Something a person changed or confirmed.
     *
     * @param part {@code type}, {@code languages}, {@link #CASE_FILE} or the name of a field
     */
    public record Change(String part, List<String> from, List<String> to) {
        /** Where it is filed. */
        static final String CASE_FILE = "caseFile";

        public boolean isConfirmation() {
            return from.equals(to);
        }
    }

    /** A page in the strip. {@code hits} is -1 where nobody counted. */
    public record PageLink(int number, int hits) {}

    /** A line of text, in pieces. */
    public record Line(List<Piece> pieces) {}

    /** Plain or matching text. */
    public record Piece(String text, boolean marked) {}

    /** Fields with a place on the page that is shown. */
    public List<DocumentAnswer.Field> fieldsHere() {
        return document.fields().stream()
                .filter(field -> field.page() == page.number())
                .toList();
    }
}
