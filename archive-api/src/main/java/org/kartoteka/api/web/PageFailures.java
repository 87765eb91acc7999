package org.kartoteka.api.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kartoteka.api.answer.BadRequest;
import org.kartoteka.api.answer.NotThere;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.archive.store.ObjectStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Turns what pages cannot answer into a status; {@link FailurePage} has the words. */
@ControllerAdvice(basePackageClasses = PageFailures.class)
final class PageFailures {
    private static final Logger LOG = LoggerFactory.getLogger(PageFailures.class);

    @ExceptionHandler(NotThere.class)
    void notThere(HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }

    @ExceptionHandler(BadRequest.class)
    void badRequest(HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.BAD_REQUEST.value());
    }

    @ExceptionHandler({SearchUnavailable.class, ObjectStoreException.Unavailable.class})
    void unavailable(RuntimeException e, HttpServletResponse response) throws IOException {
        LOG.atWarn().setCause(e).log("page unavailable");
        response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
    }
}
