package org.kartoteka.api.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.api.answer.BadRequest;

/** Reads from {@code If-Match} which state of a thing somebody saw. */
final class IfMatch {
    private static final Pattern ETAG = Pattern.compile("\"v(\\d{1,18})(?:-[0-9a-f]{1,8})?\"");

    private IfMatch() {}

    /**
     * The number of the last event record that was seen.
     *
     * @throws StateNeeded nothing is said
     * @throws BadRequest it is not one of our ETags
     */
    static long sequence(String ifMatch) {
        if (ifMatch.isBlank()) {
            throw new StateNeeded("Read it first, and send its ETag as If-Match.");
        }
        Matcher matcher = ETAG.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw new BadRequest("If-Match must be one ETag, as you read it, such as \"v1\".");
        }
        return Long.parseLong(matcher.group(1));
    }
}
