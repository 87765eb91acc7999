package org.kartoteka.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a file turned out to be. */
public sealed interface ExamineResult {
    /**
     * A file with pages.
     *
     * @param parts in order; part 0 is the file itself (for a mail: its message text), others were unpacked from it
     */
    record Examined(String mediaType, List<Part> parts) implements ExamineResult {
        public Examined {
            parts = List.copyOf(parts);
        }
    }

    /** A file that cannot be read as a whole: it is quarantined, with these words. */
    record Refused(Refusal refusal) implements ExamineResult {}

    /**
     * Pages of one file.
     *
     * @param file where its bytes are: the request's file, or one in the work folder
     * @param name for people, such as the attachment's name; any character
     * @param pageCount at least 1, but for a container without text of its own (0)
     * @param refusal a component that cannot be read; it has no pages, and the rest of the batch goes on
     */
    record Part(int number, Path file, String name, String mediaType, int pageCount, Optional<Refusal> refusal) {}
}
