package org.kartoteka.api.access;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Turns a one-time link into a session, and ends sessions. */
@Hidden
@Controller
final class SignIn {
    /** Reloads from our own page: the cookie is for our own pages only, so a link in somebody else's page needs this step. */
    private static final String GO_ON =
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Kartoteka</title>"
                    + "<meta http-equiv=\"refresh\" content=\"0; url=/\"><a href=\"/\">Kartoteka</a></html>";

    private final SignInLinks links;
    private final Sessions sessions;

    SignIn(SignInLinks links, Sessions sessions) {
        this.links = links;
        this.sessions = sessions;
    }

    /** A void link is answered like a missing credential; where somebody is signed in already, it goes on to the pages. */
    @GetMapping("/sign-in")
    ResponseEntity<String> signIn(
            @RequestParam(name = "token", defaultValue = "") String token, HttpServletRequest request) {
        if (!links.redeem(token)) {
            if (Callers.current().isEmpty()) {
                throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
            }
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create("/"))
                    .build();
        }
        SessionCookie.read(request).ifPresent(sessions::close);
        String cookie = SessionCookie.holding(sessions.open(Caller.signedIn()), request.isSecure());
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            return ResponseEntity.ok()
                    .header(HttpHeaders.SET_COOKIE, cookie)
                    .contentType(MediaType.TEXT_HTML)
                    .body(GO_ON);
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie)
                .location(URI.create("/"))
                .build();
    }

    @PostMapping("/sign-out")
    ResponseEntity<Void> signOut(HttpServletRequest request) {
        SessionCookie.read(request).ifPresent(sessions::close);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, SessionCookie.cleared(request.isSecure()))
                .location(URI.create("/"))
                .build();
    }
}
