package org.kartoteka.api.web;

import java.util.List;
import org.kartoteka.api.answer.DocumentAnswer;

/**
 * A document of the review queue as its page shows it.
 *
 * @param types the likeliest first, all that are configured; the first nine can be chosen by a digit
 * @param fields those that were found, and the case reference
 * @param others inputs of the fields that were not found
 * @param cases that the pages name
 */
public record ReviewView(
        DocumentView view,
        CorrectionForm form,
        List<TypeChoice> types,
        List<FieldInput> fields,
        List<FieldInput> others,
        List<CaseChoice> cases) {

    /** A type that may be chosen. */
    public record TypeChoice(String code, double score) {}

    /**
     * A field with what stands in its input.
     *
     * @param index of its first value among the document's fields, to be shown on the page; -1 where it was not found
     * @param doubts what speaks against its values
     */
    public record FieldInput(String name, String value, int index, List<String> doubts) {}

    /** A case that a page names, and how many documents it has; 0 = there is no such case yet. */
    public record CaseChoice(String reference, int documents) {}

    /** Whether it still waits, by its events. */
    public boolean waits() {
        return !view.document().needsReview().isEmpty();
    }

    public DocumentAnswer document() {
        return view.document();
    }
}
