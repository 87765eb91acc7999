package org.kartoteka.api.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kartoteka.archive.store.Digest;

/**
 * Issues one-time sign-in links and redeems them. A link holds 256 random bits, works once, and for {@link #VALID} at most.
 *
 * <p>Kept in memory only: a restart makes earlier links void. At most {@link #LINKS_MAX} are open at a time; one more makes
 * the oldest void. Safe for use by many threads.
 */
public final class SignInLinks {
    public static final Duration VALID = Duration.ofHours(24);
    public static final int LINKS_MAX = 16;

    private final InstantSource clock;
    private final Map<Digest, Instant> open = new LinkedHashMap<>();

    public SignInLinks(InstantSource clock) {
        this.clock = clock;
    }

    /** A new link. Whoever opens it first is signed in, so show it only to the person it is for. */
    public synchronized SignInLink issue() {
        String token = Secret.next();
        Instant expiresAt = clock.instant().plus(VALID);
        open.put(Secret.digestOf(token), expiresAt);
        if (open.size() > LINKS_MAX) {
            open.remove(open.keySet().iterator().next());
        }
        return new SignInLink("/sign-in?token=" + token, expiresAt);
    }

    /** Whether the token was that of an open link; it is void from now on. */
    synchronized boolean redeem(String token) {
        Instant expiresAt = open.remove(Secret.digestOf(token));
        return expiresAt != null && clock.instant().isBefore(expiresAt);
    }

    /**
     * A link that signs one person in.
     *
     * @param path to be put behind the service's address; a secret until it was used
     */
    public record SignInLink(String path, Instant expiresAt) {
        @Override
        public String toString() {
            return "SignInLink[expiresAt=" + expiresAt + "]";
        }
    }
}
