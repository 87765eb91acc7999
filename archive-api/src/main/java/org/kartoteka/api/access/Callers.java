package org.kartoteka.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.kartoteka.archive.event.Actor;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Finds out who sends a request. */
public final class Callers {
    private static final String BEARER = "Bearer ";
    private final Sessions sessions;
    private final ApiToken token;

    Callers(Sessions sessions, ApiToken token) {
        this.sessions = sessions;
        this.token = token;
    }

    /** A token that is shown decides alone: where it is wrong, no cookie makes up for it. */
    Optional<Caller> identify(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return SessionCookie.read(request).flatMap(sessions::find);
        }
        boolean right = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && token.matches(authorization.substring(BEARER.length()).strip());
        return right ? Optional.of(Caller.program()) : Optional.empty();
    }

    /** Who sent the request that this thread works on; empty for strangers. */
    public static Optional<Caller> current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof CallerAuthentication signedIn
                ? Optional.of(signedIn.caller())
                : Optional.empty();
    }

    /** Id of the user who sent the request that this thread works on; of a program, the name it goes by in events. */
    public static String currentUser() {
        String actor = currentActor().value();
        return actor.substring(actor.indexOf(':') + 1);
    }

    /**
     * Who causes the events of the request that this thread works on.
     *
     * @throws IllegalStateException nobody is signed in: the policy let something through that it must not
     */
    public static Actor currentActor() {
        return current()
                .map(Caller::actor)
                .orElseThrow(() -> new IllegalStateException("no caller for a request that needs one"));
    }
}
