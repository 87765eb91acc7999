package org.kartoteka.archive.model;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.kartoteka.archive.store.Digest;

/**
 * A learned version of the model that tells the type of documents.
 *
 * @param number from 1, in the order in which they were learned
 * @param shipped digest of the model that came with the program it was made beside
 * @param at when it was learned
 * @param measured how it did, as numbers of documents by name
 */
public record TypeModel(int number, Digest digest, Digest shipped, Instant at, Map<String, Long> measured) {
    private static final int DIGEST_LETTERS = 12;

    public TypeModel {
        measured = Map.copyOf(new TreeMap<>(measured));
    }

    /** Such as {@code learned-0003-5f2a90c11b7e}. */
    public String name() {
        return "learned-%04d-%s".formatted(number, digest.hex().substring(0, DIGEST_LETTERS));
    }
}
