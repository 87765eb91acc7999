package org.kartoteka.archive.work;

import java.util.List;

/**
 * Hints that led to a failure again and again, and were set aside by whoever carries them. Nothing is lost with them: the
 * work itself is in the work list.
 */
public interface DeadLetters {
    /**
     * Up to {@code limit} of them, oldest first.
     *
     * @throws HintsUnavailable whoever carries the hints cannot be asked now
     */
    List<DeadLetter> list(int limit);

    /**
     * Offers all of them anew.
     *
     * @return how many
     * @throws HintsUnavailable perhaps some were offered
     */
    int retry();

    /** A hint that was set aside. */
    record DeadLetter(WorkList.Kind kind, String id) {}

    /** Hints that never leave the process are never set aside. */
    static DeadLetters none() {
        return new DeadLetters() {
            @Override
            public List<DeadLetter> list(int limit) {
                return List.of();
            }

            @Override
            public int retry() {
                return 0;
            }
        };
    }
}
