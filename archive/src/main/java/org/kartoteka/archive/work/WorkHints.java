package org.kartoteka.archive.work;

/** Carries the word that there is work. May lose it, repeat it or be late: the work list in the store is the truth. */
@FunctionalInterface
public interface WorkHints {
    /** Returns at once and never throws. */
    void offer(WorkList.Kind kind, String id);
}
