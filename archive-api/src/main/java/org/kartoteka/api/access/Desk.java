package org.kartoteka.api.access;

import jakarta.servlet.http.HttpServletRequest;

/** Tells apart those who work under one name, such as two browsers of one person. Says who is who to nobody. */
public final class Desk {
    private static final int LENGTH = 16;

    private Desk() {}

    /** Of the session that sends the request: the beginning of its id's digest; {@code program} where there is none. */
    public static String of(HttpServletRequest request) {
        return SessionCookie.read(request)
                .map(id -> Secret.digestOf(id).hex().substring(0, LENGTH))
                .orElse("program");
    }
}
