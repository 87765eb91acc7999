package org.kartoteka.ingest.ocr;

import java.util.Collection;
import java.util.Optional;

/** Tells the language of a text, also when it was read with the model of another language of the same script. */
@FunctionalInterface
public interface TextLanguage {
    /** The most likely of the allowed languages; {@link Guess#NONE} without letters. */
    Guess identify(String text, Collection<String> allowed, Optional<String> hint);

    /**
     * @param language ISO 639-1, or {@code und}
     * @param score 0 to 1
     */
    record Guess(String language, double score) {
        public static final Guess NONE = new Guess("und", 0);
    }
}
