package org.kartoteka.archive.batch;

import java.time.Instant;
import java.util.Map;

/**
 * How a file came. Kept as an object of its own ({@code arrivals/<day>/<batch>.json}), because a file's name may be personal;
 * the chain holds only its digest.
 *
 * @param channel the first folder below the inbox, or {@code upload}
 * @param folder the path below the inbox in which it lay, with {@code /}; equals the channel where there is none deeper
 * @param fileName as it was, any character
 * @param receivedAt when it was claimed
 * @param hints what folder names and sidecar tell: {@code language}, {@code type}, {@code case}, and fields as
 *     {@code field.<name>}
 */
public record Arrival(
        String channel, String folder, String fileName, long sizeBytes, Instant receivedAt, Map<String, String> hints) {
    public Arrival {
        hints = Map.copyOf(hints);
    }
}
