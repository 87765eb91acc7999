package org.kartoteka.archive.batch;

import java.time.Instant;

/**
 * A file that was seen and is not a batch yet; or is one, but waits for its other side.
 *
 * @param folder the path below the inbox in which it lies, as in {@link Arrival#folder()}
 * @param fileName as it is, any character
 * @param seenAt when it was first noticed; a restart notices anew
 */
public record WaitingFile(String folder, String fileName, long sizeBytes, Instant seenAt, Why why) {
    /** Every reason has a sentence in each language of the clerks ({@code reasons_<language>.properties}). */
    public enum Why {
        /** It was seen a moment ago, or still changes. */
        ARRIVING,
        /** It does not change any more, but its format has not ended. */
        INCOMPLETE,
        /** Nothing is in it yet. */
        EMPTY,
        /** It may not be read. */
        UNREADABLE,
        /** Its name says that it is temporary, such as {@code .part}: it is left alone. */
        TEMPORARY_NAME,
        /** It describes a file that has not come. */
        SIDECAR_ALONE,
        /** It lies deeper than the inbox is looked through. */
        TOO_DEEP,
        /** It was taken out of the inbox, and the archive is about to answer for it. */
        CLAIMED,
        /** It is a batch and read, and has the even pages of a stack; the file with the odd ones has not come. */
        ODD_SIDE,
        /** It is a batch and read, and has the odd pages of a stack; the file with the even ones has not come. */
        EVEN_SIDE
    }
}
