package org.kartoteka.archive.document;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.store.Digest;

/**
 * What persons said of a document, all their corrections together. It holds above any reading, earlier or later.
 *
 * @param type empty where nobody set or confirmed it
 * @param languages empty where nobody set them
 * @param fields digest of the last {@link SetFields} in force, which has all fields that were set; there is one exactly
 *     while a correction is in force
 * @param last the last correction, or the taking back of one; empty where there never was one
 */
public record Corrected(
        Optional<SetType> type, Optional<List<String>> languages, Optional<Digest> fields, Optional<Made> last) {
    /** Of a document that nobody corrected. */
    static final Corrected NOTHING =
            new Corrected(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Corrected {
        languages = languages.map(List::copyOf);
    }

    /** Who did it, and when. */
    public record Made(Actor by, Instant at) {}

    /**
     * A type that a person set or confirmed.
     *
     * @param code of the type
     */
    public record SetType(String code, Made made) {}
}
