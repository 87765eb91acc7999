package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.BadRequest;
import org.kartoteka.api.answer.CaseFileAnswer;
import org.kartoteka.api.answer.CaseFileAnswers;
import org.kartoteka.api.answer.CaseFileSummary;
import org.kartoteka.api.answer.EventAnswer;
import org.kartoteka.api.answer.TimelineAnswer;
import org.kartoteka.api.answer.TimelineAnswers;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFileEntry;
import org.kartoteka.archive.casefile.CaseFileEvents;
import org.kartoteka.archive.casefile.CaseFileList;
import org.kartoteka.archive.casefile.CaseFileQuery;
import org.kartoteka.archive.event.EventLog;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads case files. */
@Tag(name = "Case files", description = "The documents, notes and deadlines of one matter, by its reference")
@RestController
@RequestMapping("/api/v1/case-files")
final class CaseFileApi {
    private static final int LISTED_MAX = 500;
    private static final int DOCUMENTS_MAX = 200;

    private final CaseFileAnswers answers;
    private final CaseFileList list;
    private final TimelineAnswers timelines;
    private final EventLog events;
    private final Today today;

    CaseFileApi(CaseFileAnswers answers, CaseFileList list, TimelineAnswers timelines, EventLog events, Today today) {
        this.answers = answers;
        this.list = list;
        this.timelines = timelines;
        this.events = events;
        this.today = today;
    }

    @Operation(
            summary = "List case files",
            description = "In short, those changed last first. Another node's changes show after some seconds.")
    @GetMapping
    PageOf<CaseFileSummary> list(
            @Parameter(description = "`open`, `closed`, or empty for both")
                    @RequestParam(name = "state", defaultValue = "")
                    String state,
            @Parameter(description = "Id of a user; `me` = the caller")
                    @RequestParam(name = "assignee", defaultValue = "")
                    String assignee,
            @Parameter(description = "Only open ones whose last day has passed")
                    @RequestParam(name = "overdue", defaultValue = "false")
                    boolean overdue,
            @Parameter(description = "Only closed ones in which documents came since")
                    @RequestParam(name = "unseen", defaultValue = "false")
                    boolean unseen,
            @Parameter(description = "Words that must be in reference, title or numbers")
                    @RequestParam(name = "q", defaultValue = "")
                    String text,
            @Parameter(description = "`changed`, `due` or `reference`")
                    @RequestParam(name = "order", defaultValue = "changed")
                    String order,
            @Parameter(description = "`next` of the part before") @RequestParam(name = "after", defaultValue = "")
                    String after,
            @Parameter(description = "1 to 500") @RequestParam(name = "limit", defaultValue = "100") int limit) {
        Asked.within("limit", limit, 1, LISTED_MAX);
        LocalDate day = today.day();
        CaseFileQuery query = new CaseFileQuery(
                state.isEmpty() ? Optional.empty() : Optional.of(Asked.caseState(state)),
                assignee.isEmpty() ? Optional.empty() : Optional.of(user(assignee)),
                overdue ? Optional.of(day) : Optional.empty(),
                unseen,
                text,
                order(order));
        List<CaseFileEntry> found = list.find(query, after, limit);
        return new PageOf<>(
                found.stream().map(entry -> CaseFileSummary.of(entry, day)).toList(),
                found.size() == limit ? query.order().position(found.getLast()) : null);
    }

    private static String user(String assignee) {
        return assignee.equals("me") ? Callers.currentUser() : assignee;
    }

    private static CaseFileQuery.Order order(String text) {
        return switch (text) {
            case "changed" -> CaseFileQuery.Order.CHANGED;
            case "due" -> CaseFileQuery.Order.DUE;
            case "reference" -> CaseFileQuery.Order.REFERENCE;
            default -> throw new BadRequest("Parameter order must be changed, due or reference.");
        };
    }

    @Operation(
            summary = "Read a case file",
            description = "Its state, and its documents in the order in which they were filed.")
    @GetMapping("/{reference}")
    ResponseEntity<CaseFileAnswer> read(
            @Parameter(example = "L-2001-004512") @PathVariable("reference") String reference,
            @Parameter(description = "Of the first document wanted") @RequestParam(name = "offset", defaultValue = "0")
                    int offset,
            @Parameter(description = "1 to 200") @RequestParam(name = "limit", defaultValue = "100") int limit) {
        Asked.within("offset", offset, 0, Integer.MAX_VALUE);
        Asked.within("limit", limit, 1, DOCUMENTS_MAX);
        CaseFileAnswer answer = answers.answer(Asked.caseFile(reference), offset, limit);
        return ResponseEntity.ok().eTag(etag(answer)).body(answer);
    }

    /** Its documents may be corrected, and its last day may pass: then the version alone does not say what the answer holds. */
    static String etag(CaseFileAnswer answer) {
        return "v" + answer.version() + "-" + Integer.toHexString(answer.hashCode());
    }

    @Operation(
            summary = "Read the timeline of a case file",
            description =
                    "What happened to it and to its documents, newest first, each with a sentence. Of more than 500"
                            + " documents, those filed last tell when they were received and corrected.")
    @GetMapping("/{reference}/timeline")
    PageOf<TimelineAnswer> timeline(
            @PathVariable("reference") String reference,
            @Parameter(description = "`next` of the part before") @RequestParam(name = "after", defaultValue = "")
                    String after,
            @Parameter(description = "1 to 500") @RequestParam(name = "limit", defaultValue = "100") int limit,
            Locale locale) {
        Asked.within("limit", limit, 1, LISTED_MAX);
        List<TimelineAnswer> found = timelines.answer(Asked.caseFile(reference), after, limit, locale);
        return new PageOf<>(found, found.size() == limit ? found.getLast().id() : null);
    }

    @Operation(summary = "Read the history of a case file", description = "Its chain of events, oldest first.")
    @GetMapping("/{reference}/events")
    List<EventAnswer> events(@PathVariable("reference") String reference) {
        CaseFile file = answers.find(Asked.caseFile(reference));
        return events.read(CaseFileEvents.chain(file.reference())).stream()
                .map(EventAnswer::of)
                .toList();
    }
}
