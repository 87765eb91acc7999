package org.kartoteka.ingest;

import java.util.Map;

/**
 * Why something could not be read.
 *
 * @param details for the sentence, such as {@code limit} and {@code found}; never text of the document
 */
public record Refusal(Code code, Map<String, String> details) {
    /** Each has a category: who must act. */
    public enum Code {
        UNSUPPORTED_TYPE(Category.QUARANTINE),
        ENCRYPTED(Category.QUARANTINE),
        DAMAGED(Category.QUARANTINE),
        EMPTY_FILE(Category.QUARANTINE),
        TOO_LARGE(Category.QUARANTINE),
        TOO_MANY_PAGES(Category.QUARANTINE),
        TOO_MANY_PIXELS(Category.QUARANTINE),
        TOO_DEEP(Category.QUARANTINE),
        EXPANDS_TOO_FAR(Category.QUARANTINE),
        NO_PAGES(Category.QUARANTINE),
        /** Took longer than allowed, twice. */
        TIME_LIMIT(Category.QUARANTINE),
        /** Needed more memory than allowed, twice. */
        MEMORY_LIMIT(Category.QUARANTINE),
        /** The worker died over it, twice. */
        ENGINE_FAILED(Category.QUARANTINE),
        /** The file on disk or the pool is gone: the machine's fault, not the document's. */
        READER_UNAVAILABLE(Category.RETRY);

        private final Category category;

        Code(Category category) {
            this.category = category;
        }

        public Category category() {
            return category;
        }
    }

    /** What follows from a failure. */
    public enum Category {
        RETRY,
        QUARANTINE
    }

    public Refusal {
        details = Map.copyOf(details);
    }

    public static Refusal of(Code code) {
        return new Refusal(code, Map.of());
    }
}
