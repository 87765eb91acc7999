package org.kartoteka.archive.event;

import java.util.Map;

/**
 * One thing that happened. {@code data} holds JSON values only (strings, numbers, booleans, lists, maps), and no names and
 * no text where an id or a digest serves.
 *
 * @param type a PREMIS-like word, such as {@code capture}
 * @param version of the data's schema, from 1
 */
public record Event(String type, int version, Map<String, Object> data) {
    public Event {
        data = Map.copyOf(data);
    }

    public static Event of(String type, Map<String, Object> data) {
        return new Event(type, 1, data);
    }
}
