package org.kartoteka.api.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.store.Digest;

/**
 * Sessions of people who signed in, in memory: a restart ends them all. A session ends after {@link #IDLE_MAX} without a
 * request; at most {@link #SESSIONS_MAX} are open, one more ends the one that was idle longest. Safe for use by many threads.
 */
final class Sessions {
    static final Duration IDLE_MAX = Duration.ofHours(12);
    static final int SESSIONS_MAX = 1_000;

    private final InstantSource clock;
    /** By digest of the session's id; least recently used first. */
    private final Map<Digest, Session> open = new LinkedHashMap<>(64, 0.75f, true);

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Opens a session and returns its id, which the browser must show from now on. */
    synchronized String open(Caller caller) {
        String id = Secret.next();
        open.put(Secret.digestOf(id), new Session(caller, clock.instant()));
        if (open.size() > SESSIONS_MAX) {
            open.remove(open.keySet().iterator().next());
        }
        return id;
    }

    /** Whose session it is; asking counts as use. */
    synchronized Optional<Caller> find(String id) {
        Digest key = Secret.digestOf(id);
        Session session = open.get(key);
        if (session == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (!now.isBefore(session.usedAt().plus(IDLE_MAX))) {
            open.remove(key);
            return Optional.empty();
        }
        open.put(key, new Session(session.caller(), now));
        return Optional.of(session.caller());
    }

    synchronized void close(String id) {
        open.remove(Secret.digestOf(id));
    }

    private record Session(Caller caller, Instant usedAt) {}
}
