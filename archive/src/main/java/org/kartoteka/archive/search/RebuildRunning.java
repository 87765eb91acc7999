package org.kartoteka.archive.search;

/** A rebuild of the search index runs already, begun here or on another node. That one goes on. */
public final class RebuildRunning extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public RebuildRunning() {
        super("the search index is being rebuilt already");
    }
}
