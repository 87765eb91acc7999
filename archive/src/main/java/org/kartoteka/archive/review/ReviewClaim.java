package org.kartoteka.archive.review;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.DocumentId;

/**
 * That somebody looks at a document now.
 *
 * @param until when it ends, unless it is renewed
 */
public record ReviewClaim(DocumentId document, Claimant by, Instant until) {
    /**
     * Who claims.
     *
     * @param desk tells apart those who work under one name, such as two browsers: letters, digits and dashes
     */
    public record Claimant(Actor actor, String desk) {
        private static final Pattern DESK = Pattern.compile("[A-Za-z0-9-]{1,64}");

        public Claimant {
            if (!DESK.matcher(desk).matches()) {
                throw new IllegalArgumentException("a desk is up to 64 letters, digits and dashes");
            }
        }
    }

    String text() {
        return by.actor() + " " + by.desk() + " " + until + "\n";
    }

    /** As {@link #text} wrote it; empty where it is something else. */
    static Optional<ReviewClaim> parse(DocumentId document, String text) {
        String[] parts = text.strip().split(" ", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ReviewClaim(document, new Claimant(new Actor(parts[0]), parts[1]), Instant.parse(parts[2])));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
