package org.kartoteka.api.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/** The cookie that holds a session's id: for our own pages only, out of reach of scripts, gone with the browser. */
final class SessionCookie {
    static final String NAME = "kartoteka-session";

    private SessionCookie() {}

    static Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(NAME)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    static String holding(String sessionId, boolean secure) {
        return base(sessionId, secure).build().toString();
    }

    static String cleared(boolean secure) {
        return base("", secure).maxAge(Duration.ZERO).build().toString();
    }

    private static ResponseCookie.ResponseCookieBuilder base(String value, boolean secure) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path("/");
    }
}
