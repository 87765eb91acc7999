package org.kartoteka.ingest.learning;

import java.time.Instant;
import java.util.List;
import org.kartoteka.ingest.classify.TextLine;
import org.kartoteka.ingest.classify.TypeFeatures;
import org.kartoteka.ingest.linear.FeatureVector;

/**
 * A document whose type a person set or confirmed.
 *
 * @param document its id; decides whether the lesson is held out, so it must not be the teacher's to choose
 * @param type code of a type
 * @param teacher who said so
 * @param at when
 * @param vector what of the document's text the type is judged by
 */
public record Lesson(String document, String type, String teacher, Instant at, FeatureVector vector) {
    /** One lesson in so many is never trained on, by no version: on them each new model is measured. */
    static final int HELD_OUT_ONE_IN = 5;

    /** Of a document with these lines. */
    public static Lesson of(String document, String type, String teacher, Instant at, List<TextLine> lines) {
        return new Lesson(document, type, teacher, at, TypeFeatures.of(lines).vector());
    }

    /** Whether it is kept apart to measure by. Always the same for the same document. */
    boolean isHeldOut() {
        return Math.floorMod((document.hashCode() * 0x9E3779B9) >>> 8, HELD_OUT_ONE_IN) == 0;
    }
}
