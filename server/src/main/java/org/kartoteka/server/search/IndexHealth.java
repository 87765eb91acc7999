package org.kartoteka.server.search;

/**
 * How the index is.
 *
 * @param available searches are answered
 * @param rebuildNeeded it should be rebuilt from the archive: it is new, of another version or damaged
 * @param message what is wrong and what to do; empty where nothing is
 * @param documents entries, 0 where it is not available
 * @param sizeBytes on disk, with an index being built beside it
 * @param generation name of the one in use, which tells its schema version; empty where there is none
 */
public record IndexHealth(
        boolean available, boolean rebuildNeeded, String message, long documents, long sizeBytes, String generation) {}
