package org.kartoteka.api.rest;

import java.util.Locale;
import org.kartoteka.api.answer.TimelineAnswers;
import org.kartoteka.archive.casefile.CaseFileChanged;
import org.kartoteka.archive.casefile.CaseFileExists;
import org.kartoteka.archive.casefile.InvalidCaseFile;
import org.kartoteka.archive.casefile.NoSuchCaseFile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Problems of case files; asked before {@link Problems}, which knows an answer to everything. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = CaseFileProblems.class)
final class CaseFileProblems {
    private final TimelineAnswers timelines;

    CaseFileProblems(TimelineAnswers timelines) {
        this.timelines = timelines;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> changed(CaseFileChanged e, Locale locale) {
        ProblemDetail problem = Problems.problem(
                HttpStatus.PRECONDITION_FAILED,
                "changed-meanwhile",
                "Changed meanwhile",
                "Somebody changed the case file after you read it. Nothing of yours was saved. Look at `changes`, and send"
                        + " it again with the new ETag where it still holds.");
        problem.setProperty("version", e.now().sequence());
        problem.setProperty("changes", timelines.answer(e.now(), e.since(), locale));
        return ResponseEntity.status(HttpStatus.PRECONDITION_FAILED)
                .eTag("v" + e.now().sequence())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> exists(CaseFileExists e) {
        return answer(Problems.problem(
                HttpStatus.CONFLICT, "exists-already", "There already", "Nothing was opened: " + e.getMessage() + "."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noSuchCaseFile(NoSuchCaseFile e) {
        return answer(Problems.problem(
                HttpStatus.NOT_FOUND,
                "not-there",
                "Not there",
                "Nothing was changed: " + e.getMessage() + ". Open it first."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidCaseFile e) {
        ProblemDetail problem = Problems.problem(
                HttpStatus.BAD_REQUEST,
                "invalid-value",
                "Not a possible value",
                "Nothing was saved. " + e.getMessage());
        problem.setProperty("part", e.part());
        return answer(problem);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
