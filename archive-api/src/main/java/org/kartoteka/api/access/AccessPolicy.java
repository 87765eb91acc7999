package org.kartoteka.api.access;

import java.util.Optional;
import java.util.Set;

/**
 * Decides for every door, and nobody else does: pages, REST, downloads and operations alike.
 *
 * <p>Today there is one kind of person, so whoever is signed in may do everything. What is open to strangers is listed here
 * by name; every door that is not listed is closed. That the service listens on loopback only is the server's setting.
 */
public final class AccessPolicy {
    private static final Set<String> OPEN_TO_READ = Set.of(
            "/sign-in", "/favicon.ico", "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");
    private static final String OPEN_FOLDER = "/assets/";
    private static final String LINKS = "/api/v1/sign-in-links";

    /** Never throws; what is unknown is refused. */
    public Decision decide(Door door, Optional<Caller> caller) {
        if (isOpen(door)) {
            return Decision.GRANTED;
        }
        if (caller.isEmpty()) {
            return Decision.SIGN_IN_NEEDED;
        }
        return switch (caller.get().means()) {
            case TOKEN -> Decision.GRANTED;
            case SESSION -> decideForSession(door);
        };
    }

    private static Decision decideForSession(Door door) {
        // A session must not be able to beget another one that outlives it.
        if (door.path().equals(LINKS)) {
            return Decision.FORBIDDEN;
        }
        // A cookie is sent by the browser unasked, also for a page of somebody else: the request must come from our own
        // pages.
        return door.changes() && !door.fromOwnPages() ? Decision.FORBIDDEN : Decision.GRANTED;
    }

    private static boolean isOpen(Door door) {
        return !door.changes()
                && (OPEN_TO_READ.contains(door.path()) || door.path().startsWith(OPEN_FOLDER));
    }
}
