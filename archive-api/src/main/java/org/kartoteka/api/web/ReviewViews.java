package org.kartoteka.api.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.answer.DocumentAnswer;
import org.kartoteka.api.web.ReviewView.CaseChoice;
import org.kartoteka.api.web.ReviewView.FieldInput;
import org.kartoteka.api.web.ReviewView.TypeChoice;
import org.kartoteka.archive.casefile.CaseFiles;
import org.kartoteka.archive.document.FieldForms;
import org.kartoteka.archive.identity.CaseReference;

/** Gathers what the page of an item of the review queue shows. */
final class ReviewViews {
    private static final int CASES_MAX = 5;

    private final DocumentViews documents;
    private final CaseFiles caseFiles;
    private final ApiSettings.Vocabulary vocabulary;

    ReviewViews(DocumentViews documents, CaseFiles caseFiles, ApiSettings.Vocabulary vocabulary) {
        this.documents = documents;
        this.caseFiles = caseFiles;
        this.vocabulary = vocabulary;
    }

    ReviewView of(String id, int page, Locale locale) {
        DocumentView view = documents.of(id, "", page, locale);
        return with(view, CorrectionForm.of(view.document(), vocabulary.fieldNames()));
    }

    /** With what a person typed in place of what was found. */
    ReviewView with(DocumentView view, CorrectionForm form) {
        DocumentAnswer document = view.document();
        List<FieldInput> fields = new ArrayList<>();
        List<FieldInput> others = new ArrayList<>();
        form.fields().forEach((name, value) -> {
            FieldInput input = input(document, name, value);
            boolean shown = !value.isEmpty() || input.index() >= 0 || name.equals(FieldForms.CASE_REFERENCE);
            (shown ? fields : others).add(input);
        });
        // What is doubtful is seen first; the rest stays in its order.
        fields.sort(Comparator.comparing(field -> field.doubts().isEmpty()));
        return new ReviewView(view, form, types(document), fields, others, cases(document));
    }

    private List<TypeChoice> types(DocumentAnswer document) {
        Map<String, TypeChoice> types = new LinkedHashMap<>();
        document.type()
                .candidates()
                .forEach(candidate -> types.put(candidate.code(), new TypeChoice(candidate.code(), candidate.score())));
        vocabulary.typeCodes().forEach(code -> types.putIfAbsent(code, new TypeChoice(code, 0)));
        types.putIfAbsent(document.type().code(), new TypeChoice(document.type().code(), 0));
        return List.copyOf(types.values());
    }

    private static FieldInput input(DocumentAnswer document, String name, String value) {
        int index = -1;
        List<String> doubts = new ArrayList<>();
        for (int i = 0; i < document.fields().size(); i++) {
            DocumentAnswer.Field field = document.fields().get(i);
            if (field.name().equals(name)) {
                index = index < 0 ? i : index;
                if (!field.doubt().isEmpty() && !doubts.contains(field.doubt())) {
                    doubts.add(field.doubt());
                }
            }
        }
        return new FieldInput(name, value, index, List.copyOf(doubts));
    }

    private List<CaseChoice> cases(DocumentAnswer document) {
        return document.fields().stream()
                .filter(field -> field.name().equals(FieldForms.CASE_REFERENCE))
                .map(DocumentAnswer.Field::value)
                .distinct()
                .flatMap(value -> reference(value).stream())
                .limit(CASES_MAX)
                .map(reference -> new CaseChoice(
                        reference.value(),
                        caseFiles
                                .find(reference)
                                .map(file -> file.documents().size())
                                .orElse(0)))
                .toList();
    }

    private static List<CaseReference> reference(String text) {
        try {
            return List.of(CaseReference.parse(text));
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }
}
