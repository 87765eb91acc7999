package org.kartoteka.api.answer;

import java.util.List;
import org.kartoteka.archive.casefile.CaseFileList;
import org.kartoteka.archive.customer.CaseMatch;
import org.kartoteka.archive.search.SearchUnavailable;

/** Says in which case files a document may belong. Without the search index there are no hints. */
public final class CaseHintAnswers {
    private final CaseMatch match;
    private final CaseFileList list;

    public CaseHintAnswers(CaseMatch match, CaseFileList list) {
        this.match = match;
        this.list = list;
    }

    /** The open case files that have a number of the document, but those in which it is filed. */
    public List<CaseHintAnswer> of(DocumentAnswers.Found found) {
        try {
            return match.candidates(found.reading(), found.document().caseFiles()).stream()
                    .map(one -> new CaseHintAnswer(
                            one.reference().value(),
                            list.find(one.reference())
                                    .map(entry -> entry.description().title())
                                    .orElse(""),
                            one.by().text(),
                            one.number()))
                    .toList();
        } catch (SearchUnavailable _) {
            return List.of();
        }
    }
}
