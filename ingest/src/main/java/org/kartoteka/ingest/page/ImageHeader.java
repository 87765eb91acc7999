package org.kartoteka.ingest.page;

import org.kartoteka.ingest.Damage;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;

/**
 * What the header of an image says, before anything is decoded.
 *
 * @param samples per pixel
 * @param turnDegrees by which a correct viewer turns the image clockwise
 */
record ImageHeader(long width, long height, int samples, int turnDegrees) {
    /** Refuses an image that would not fit into memory. */
    void admit(Limits limits) throws UnreadableException {
        if (width < 1 || height < 1) {
            throw UnreadableException.damaged(Damage.IMAGE_SIZE);
        }
        if (width > limits.pixelsPerPageMax() || width * height > limits.pixelsPerPageMax()) {
            long found = width > Integer.MAX_VALUE || height > Integer.MAX_VALUE ? Long.MAX_VALUE : width * height;
            throw new UnreadableException(new Refusal(
                    Refusal.Code.TOO_MANY_PIXELS,
                    java.util.Map.of(
                            "limit", Long.toString(limits.pixelsPerPageMax()),
                            "found", Long.toString(found),
                            "width", Long.toString(width),
                            "height", Long.toString(height))));
        }
    }
}
