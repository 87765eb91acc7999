package org.kartoteka.api.access;

import org.kartoteka.archive.event.Actor;

/** Somebody who showed a credential: who it is, and how it was shown. */
public record Caller(Actor actor, Means means) {
    /** What was shown. */
    public enum Means {
        /** The cookie of a session that a sign-in link opened. */
        SESSION,
        /** The token of the command line, as {@code Authorization: Bearer}. */
        TOKEN
    }

    /** The only person there is until users exist. */
    public static Caller signedIn() {
        return new Caller(Actor.user("local"), Means.SESSION);
    }

    /** A program on this machine that may read the secrets folder. */
    public static Caller program() {
        return new Caller(Actor.user("token"), Means.TOKEN);
    }
}
