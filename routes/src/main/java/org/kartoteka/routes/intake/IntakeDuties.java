package org.kartoteka.routes.intake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What intake is to do on this node.
 *
 * @param scansInbox whether files in the inbox are taken; where not, only what is handed in
 * @param sweepEvery how often the taken folder is looked through. Where batches are read on other nodes this is how their files
 *     are let go, so it is a matter of seconds
 * @param share with other nodes that take files from the same inbox; empty where there are none
 */
public record IntakeDuties(boolean scansInbox, Duration sweepEvery, Optional<Share> share) {
    /** One node that does everything: a file is let go when its batch was read here. */
    public static final IntakeDuties ALONE = new IntakeDuties(true, Duration.ofMinutes(1), Optional.empty());

    /** Whether batches are read in other processes, so that nobody says when one is final. */
    boolean isReadElsewhere() {
        return sweepEvery.compareTo(ALONE.sweepEvery()) < 0;
    }

    /**
     * Several nodes take files from one inbox. Each notes its claims below {@code taken/<node>/}.
     *
     * @param node this node's name
     * @param isAlive whether a node of this name may still be at work on its claims
     */
    public record Share(String node, Predicate<String> isAlive) {}

    /** The folder of this node's claims. */
    Path taken(IntakeFolders folders) {
        return share.map(s -> folders.taken().resolve(s.node())).orElse(folders.taken());
    }
}
