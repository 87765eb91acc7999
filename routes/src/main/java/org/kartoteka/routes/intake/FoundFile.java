package org.kartoteka.routes.intake;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.kartoteka.archive.reason.Reason;

/**
 * A file in the inbox that is to be taken now.
 *
 * @param sidecar a file that describes it, to be taken with it
 * @param refusal why it is refused at the door; empty for a file to be captured
 * @param look as it was when this was decided
 */
public record FoundFile(Path path, Optional<Path> sidecar, Place place, Optional<Reason> refusal, Look look) {
    /**
     * What shows a change of a file.
     *
     * @param key tells files apart that follow each other under one name; empty text where the system has none
     */
    public record Look(long sizeBytes, long modifiedMillis, String key) {
        static Look of(BasicFileAttributes attributes) {
            return new Look(
                    attributes.size(),
                    attributes.lastModifiedTime().toMillis(),
                    attributes.fileKey() == null ? "" : String.valueOf(attributes.fileKey()));
        }
    }
}
