package org.kartoteka.archive.reason;

import java.util.Map;

/**
 * Why a file or a page was set aside.
 *
 * @param details for the sentence, such as {@code limit} and {@code found}; never text of the document. {@code what} is a
 *     code, such as {@code pdf-cut-off}, that the sentence says in words
 */
public record Reason(Code code, Map<String, String> details) {
    /** Every reason has a sentence in each language of the clerks ({@code reasons_<language>.properties}). */
    public enum Code {
        EMPTY_FILE,
        NOT_A_FILE,
        UNREADABLE_FILE,
        BAD_SIDECAR,
        UNSUPPORTED_TYPE,
        ENCRYPTED,
        DAMAGED,
        TOO_LARGE,
        TOO_MANY_PAGES,
        TOO_MANY_PIXELS,
        TOO_DEEP,
        EXPANDS_TOO_FAR,
        NO_PAGES,
        TIME_LIMIT,
        MEMORY_LIMIT,
        ENGINE_FAILED,
        SERVICE_ENDED,
        OTHER_SIDE_SET_ASIDE;

        /** Whether it may lie in the machine's load or the program's version as well as in the file: another try may do better. */
        public boolean mayPass() {
            return this == TIME_LIMIT || this == MEMORY_LIMIT || this == ENGINE_FAILED;
        }
    }

    public Reason {
        details = Map.copyOf(details);
    }

    public static Reason of(Code code) {
        return new Reason(code, Map.of());
    }
}
