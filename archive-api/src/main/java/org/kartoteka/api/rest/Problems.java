package org.kartoteka.api.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kartoteka.api.answer.BadRequest;
import org.kartoteka.api.answer.EventAnswer;
import org.kartoteka.api.answer.NotThere;
import org.kartoteka.archive.batch.UploadRefused;
import org.kartoteka.archive.document.DocumentChanged;
import org.kartoteka.archive.document.InvalidCorrection;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.event.ChainConflict;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.search.RebuildNotBegun;
import org.kartoteka.archive.search.RebuildRunning;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.work.HintsUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Says in plain words, as RFC 9457 problems, what went wrong. Says nothing of how the program works within. */
@RestControllerAdvice(basePackageClasses = Problems.class)
final class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_AFTER_SECONDS = "10";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notThere(NotThere e) {
        return answer(HttpStatus.NOT_FOUND, "not-there", "Not there", text(e));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> badRequest(BadRequest e) {
        return answer(HttpStatus.BAD_REQUEST, "bad-request", "Not understood", text(e));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> uploadRefused(UploadRefused e) {
        if (e.reason().code() == Reason.Code.TOO_LARGE) {
            return tooLarge();
        }
        return answer(
                HttpStatus.BAD_REQUEST,
                "upload-broke-off",
                "Upload broke off",
                "The file did not arrive whole. Send it again.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> conflict(NotNow e) {
        return answer(HttpStatus.CONFLICT, "not-now", "Not in this state", text(e));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> conflict(ChainConflict e) {
        return answer(
                HttpStatus.CONFLICT,
                "changed-meanwhile",
                "Changed meanwhile",
                "Somebody else changed it just now. Try again.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> documentChanged(DocumentChanged e) {
        ProblemDetail problem = problem(
                HttpStatus.PRECONDITION_FAILED,
                "changed-meanwhile",
                "Changed meanwhile",
                "Somebody changed the document after you read it. Nothing of yours was saved. Look at `changes`, and send"
                        + " it again with the new ETag where it still holds.");
        problem.setProperty("version", e.now().sequence());
        problem.setProperty("changes", e.since().stream().map(EventAnswer::of).toList());
        return ResponseEntity.status(HttpStatus.PRECONDITION_FAILED)
                .eTag("v" + e.now().sequence())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> claimedByOther(ClaimedByOther e) {
        ProblemDetail problem = problem(
                HttpStatus.CONFLICT,
                "claimed",
                "Claimed by somebody else",
                "Somebody else looks at it now. Take another one.");
        problem.setProperty("by", e.claim().by().actor().value());
        problem.setProperty("until", e.claim().until());
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> stateNeeded(StateNeeded e) {
        return answer(HttpStatus.PRECONDITION_REQUIRED, "state-needed", "Say which state you saw", text(e));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidCorrection(InvalidCorrection e) {
        ProblemDetail problem = problem(
                HttpStatus.BAD_REQUEST, "invalid-correction", "Not a possible value", "Nothing was saved. " + text(e));
        problem.setProperty("part", e.part());
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> rebuildRunning(RebuildRunning e) {
        return answer(
                HttpStatus.CONFLICT,
                "rebuild-running",
                "Rebuild runs already",
                "The search index is being rebuilt already, here or on another node. Searches go on meanwhile. Wait until"
                        + " that rebuild is done.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> rebuildNotBegun(RebuildNotBegun e) {
        LOG.atWarn().setCause(e).log("a rebuild of the search index cannot begin");
        return later(
                "search-unavailable",
                "The search engine cannot be reached now, or a newer version of the program built its index, so no rebuild"
                        + " was begun. The old index stays. The administrator finds the reason in the log.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> searchUnavailable(SearchUnavailable e) {
        LOG.atWarn().setCause(e).log("search unavailable");
        return later("search-unavailable", "Search is not available now. Filing goes on. Try again in a moment.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> hintsUnavailable(HintsUnavailable e) {
        LOG.atWarn().setCause(e).log("broker unavailable");
        return later("broker-unavailable", "The broker cannot be reached now. Filing goes on. Try again in a moment.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> store(ObjectStoreException e) {
        if (e.retryable()) {
            LOG.atWarn().setCause(e).log("store unavailable");
            return later(
                    "store-unavailable", "The store cannot be reached now. Nothing is lost. Try again in a moment.");
        }
        return failure(e, "The archive could not hand this out. The administrator finds the reason in the log.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> broken(ChainBroken e) {
        return failure(e, "The history of this was altered outside of the program. The administrator must run verify.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(RuntimeException e, HttpServletResponse response) {
        if (response.isCommitted()) {
            // Nobody is there any more to be answered, or half of the answer is gone: break it off, so that it shows.
            throw e;
        }
        return failure(e, "Something went wrong within. The administrator finds the reason in the log.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<ProblemDetail> answer = tooLarge();
        return new ResponseEntity<>(answer.getBody(), answer.getHeaders(), answer.getStatusCode());
    }

    private static ResponseEntity<ProblemDetail> tooLarge() {
        return answer(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                "File too large",
                "The file is larger than this service takes. Split it, or scan it with a lower resolution.");
    }

    private static ResponseEntity<ProblemDetail> later(String word, String detail) {
        ProblemDetail problem = problem(HttpStatus.SERVICE_UNAVAILABLE, word, "Not available now", detail);
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ResponseEntity<ProblemDetail> failure(RuntimeException e, String detail) {
        LOG.atError().setCause(e).log("request failed");
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, "failure", "Something went wrong", detail);
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, String word, String title, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(status, word, title, detail));
    }

    static ProblemDetail problem(HttpStatus status, String word, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:kartoteka:problem:" + word));
        problem.setTitle(title);
        return problem;
    }

    private static String text(RuntimeException e) {
        String message = e.getMessage();
        return message == null ? "" : message;
    }
}
