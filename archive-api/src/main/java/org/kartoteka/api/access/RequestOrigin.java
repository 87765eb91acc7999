package org.kartoteka.api.access;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells from what a browser cannot be made to forge whether one of our own pages sent a request. Other programs on this
 * machine that serve pages under another port count as strangers.
 */
final class RequestOrigin {
    private RequestOrigin() {}

    /** Without either header nothing vouches for the request, so the answer is no. */
    static boolean isOwnPage(HttpServletRequest request) {
        String fetchSite = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        if (fetchSite != null && !fetchSite.equals("same-origin")) {
            return false;
        }
        if (origin != null) {
            return origin.equals(request.getScheme() + "://" + request.getHeader("Host"));
        }
        return fetchSite != null;
    }
}
