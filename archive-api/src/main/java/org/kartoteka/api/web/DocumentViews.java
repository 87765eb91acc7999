package org.kartoteka.api.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.CaseFileAnswer;
import org.kartoteka.api.answer.CaseFileAnswers;
import org.kartoteka.api.answer.CaseHintAnswers;
import org.kartoteka.api.answer.DocumentAnswer;
import org.kartoteka.api.answer.DocumentAnswers;
import org.kartoteka.api.answer.DocumentAnswers.Found;
import org.kartoteka.api.answer.HitPlace;
import org.kartoteka.api.answer.PageAnswer;
import org.kartoteka.api.answer.Place;
import org.kartoteka.api.answer.SearchAnswers;
import org.kartoteka.api.answer.SearchAsked;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.search.SearchQuery;
import org.springframework.ui.Model;

/** Gathers what the page of a document shows. */
final class DocumentViews {
    /** Hits are counted on the first so many pages; beyond them a page is searched when it is shown. */
    private static final int COUNTED_PAGES_MAX = 60;

    private static final int CASE_FILES_MAX = 3;
    private static final int CASE_DOCUMENTS_MAX = 12;

    private final DocumentAnswers documents;
    private final Cases cases;
    private final SearchAnswers search;
    private final DocumentHistory history;

    /** Where documents are filed, and where they may belong. */
    record Cases(CaseFileAnswers files, CaseHintAnswers hints) {}

    DocumentViews(DocumentAnswers documents, Cases cases, SearchAnswers search, DocumentHistory history) {
        this.documents = documents;
        this.cases = cases;
        this.search = search;
        this.history = history;
    }

    /** @param pageAsked number of the page to show; 0 = the first one with a hit */
    DocumentView of(String id, String typed, int pageAsked, Locale locale) {
        Found found = documents.find(Asked.document(id));
        DocumentAnswer document = documents.answer(found);
        SearchQuery query = SearchAsked.of(typed).query(0, 0);
        List<DocumentView.PageLink> pages = countHits(found, document.pageCount(), query);
        int number = pageAsked > 0 ? Math.min(pageAsked, document.pageCount()) : firstWithHit(pages);
        PageText text = documents.page(found, number);
        List<HitPlace> hits = search.locate(query, text);
        PageAnswer page = documents.answer(text, number, locale);
        return new DocumentView(
                document,
                page,
                hits,
                pages,
                lines(page, hits),
                lastWithHit(pages, number - 1),
                nextWithHit(pages, number + 1),
                pages.stream().mapToInt(link -> Math.max(0, link.hits())).sum(),
                pages.stream()
                        .limit(number - 1L)
                        .mapToInt(link -> Math.max(0, link.hits()))
                        .sum(),
                caseFiles(document),
                // Who has a place needs no hint.
                document.caseFiles().isEmpty() ? cases.hints().of(found) : List.of(),
                history.of(found.document()));
    }

    /** Puts into the model what the page shows of a document whose form could not be taken. */
    DocumentView showAgain(DocumentId id, Map<String, String> sent, Model model, Locale locale) {
        String typed = sent.getOrDefault("q", "");
        DocumentView view = of(id.value(), typed, DocumentPage.pageNumber(sent.getOrDefault("page", "1")), locale);
        model.addAttribute("typed", typed);
        model.addAttribute("view", view);
        model.addAttribute("saved", false);
        model.addAttribute("filed", false);
        model.addAttribute("tab", "image");
        return view;
    }

    private List<DocumentView.PageLink> countHits(Found found, int pageCount, SearchQuery query) {
        List<DocumentView.PageLink> pages = new ArrayList<>();
        for (int number = 1; number <= pageCount; number++) {
            boolean counted = number <= COUNTED_PAGES_MAX && !query.terms().isEmpty();
            int hits = counted
                    ? search.locate(query, documents.page(found, number)).size()
                    : -1;
            pages.add(new DocumentView.PageLink(number, hits));
        }
        return pages;
    }

    private static int firstWithHit(List<DocumentView.PageLink> pages) {
        return Math.max(1, nextWithHit(pages, 1));
    }

    private static int nextWithHit(List<DocumentView.PageLink> pages, int from) {
        return pages.stream()
                .filter(page -> page.number() >= from && page.hits() > 0)
                .mapToInt(DocumentView.PageLink::number)
                .findFirst()
                .orElse(0);
    }

    private static int lastWithHit(List<DocumentView.PageLink> pages, int upTo) {
        return pages.stream()
                .filter(page -> page.number() <= upTo && page.hits() > 0)
                .mapToInt(DocumentView.PageLink::number)
                .max()
                .orElse(0);
    }

    /** The words line by line, those that match marked; where there are no words, the text as it is. */
    private static List<DocumentView.Line> lines(PageAnswer page, List<HitPlace> hits) {
        if (page.words().isEmpty()) {
            return page.text()
                    .lines()
                    .map(line -> new DocumentView.Line(List.of(new DocumentView.Piece(line, false))))
                    .toList();
        }
        Set<Place> marked = new HashSet<>();
        hits.forEach(hit -> marked.add(hit.place()));
        List<DocumentView.Line> lines = new ArrayList<>();
        List<DocumentView.Piece> pieces = new ArrayList<>();
        int line = page.words().getFirst().line();
        for (PageAnswer.Word word : page.words()) {
            if (word.line() != line) {
                lines.add(new DocumentView.Line(List.copyOf(pieces)));
                pieces.clear();
                line = word.line();
            }
            Place place = new Place(word.x(), word.y(), word.width(), word.height());
            pieces.add(new DocumentView.Piece(word.text(), marked.contains(place)));
        }
        lines.add(new DocumentView.Line(List.copyOf(pieces)));
        return lines;
    }

    private List<CaseFileAnswer> caseFiles(DocumentAnswer document) {
        return document.caseFiles().stream()
                .limit(CASE_FILES_MAX)
                .map(reference -> cases.files().answer(Asked.caseFile(reference), 0, CASE_DOCUMENTS_MAX))
                .toList();
    }
}
