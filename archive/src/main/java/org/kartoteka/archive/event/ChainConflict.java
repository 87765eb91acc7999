package org.kartoteka.archive.event;

/** Another writer appended first. Read the chain again and decide anew. */
public final class ChainConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ChainConflict(ChainId chain, long sequence) {
        super("record %d of %s was written by somebody else meanwhile".formatted(sequence, chain));
    }
}
