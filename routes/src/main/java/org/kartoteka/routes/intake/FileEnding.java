package org.kartoteka.routes.intake;

/** Whether a file is all there, as far as its format tells. */
public enum FileEnding {
    /** The format ends as it must. */
    COMPLETE,
    /** The format is known, and its end is missing. */
    INCOMPLETE,
    /** The format does not say where it ends, or it is not known. */
    UNKNOWN,
    /** The file cannot be opened or read. */
    UNREADABLE,
    /** The file went away. */
    GONE
}
