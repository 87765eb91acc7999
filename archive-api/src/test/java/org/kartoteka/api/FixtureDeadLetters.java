package org.kartoteka.api;

import java.util.ArrayList;
import java.util.List;
import org.kartoteka.archive.work.DeadLetters;
import org.kartoteka.archive.work.WorkList;

/** One dead letter, until it is tried again. */
final class FixtureDeadLetters implements DeadLetters {
    static final String BATCH = "20261122-101530123-00000000aa";

    private final List<DeadLetter> letters = new ArrayList<>(List.of(new DeadLetter(WorkList.Kind.READ, BATCH)));

    @Override
    public synchronized List<DeadLetter> list(int limit) {
        return List.copyOf(letters);
    }

    @Override
    public synchronized int retry() {
        int count = letters.size();
        letters.clear();
        return count;
    }
}
