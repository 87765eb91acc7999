package org.kartoteka.archive.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.store.Digest;

/**
 * What the chain of the type model says.
 *
 * @param sequence of its last record; 0 where nothing was ever learned
 * @param versions all that were taken, oldest first
 * @param inForce empty where the model that came with the program is
 * @param last what was tried last; empty before anything was
 */
public record TypeModelHistory(
        long sequence, List<TypeModel> versions, Optional<TypeModel> inForce, Optional<Tried> last) {
    /** Before anything was learned. */
    static final TypeModelHistory EMPTY = new TypeModelHistory(0, List.of(), Optional.empty(), Optional.empty());

    public TypeModelHistory {
        versions = List.copyOf(versions);
    }

    /**
     * What learning began with.
     *
     * @param shipped digest of the model that came with the program then
     * @param corrections objects under {@code corrections/} then
     * @param lessons digest of the lessons
     */
    public record Tried(Instant at, Digest shipped, long corrections, String lessons) {}

    /** The version of this name. */
    public Optional<TypeModel> find(String name) {
        return versions.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    /** What was in force before: the version learned before the one in force; empty for the shipped one. */
    public Optional<TypeModel> previous() {
        return inForce.flatMap(model -> versions.stream()
                .filter(other -> other.number() == model.number() - 1)
                .findFirst());
    }
}
