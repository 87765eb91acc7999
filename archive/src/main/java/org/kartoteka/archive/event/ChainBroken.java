package org.kartoteka.archive.event;

/** A chain's stored records contradict each other: somebody or something altered them. */
public final class ChainBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ChainBroken(String message) {
        super(message);
    }
}
