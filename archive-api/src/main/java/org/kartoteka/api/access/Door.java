package org.kartoteka.api.access;

/**
 * A request as the policy sees it.
 *
 * @param path decoded and normalised, without the query
 * @param fromOwnPages the browser says that one of our own pages sent it
 */
public record Door(String method, String path, boolean fromOwnPages) {
    /** Whether the request may change anything. */
    public boolean changes() {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> false;
            default -> true;
        };
    }

    /** Whether programs call it, so that a refusal is a problem document and not a page. */
    public boolean isApi() {
        return path.startsWith("/api/");
    }
}
