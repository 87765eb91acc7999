package org.kartoteka.server.benchmark.search;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.kartoteka.ingest.training.OcrNoise;

/** How texts are read before they are indexed, the same way every time. */
public enum Reading {
    /** Without an error. */
    AS_WRITTEN("as written", 0, 0),

    /** One letter in fifty misread, lost or torn apart, one field in ten not found. */
    MISREAD("misread", 0.02, 0.1);

    private final String title;
    private final double lettersSpoilt;
    private final double fieldsLost;

    Reading(String title, double lettersSpoilt, double fieldsLost) {
        this.title = title;
        this.lettersSpoilt = lettersSpoilt;
        this.fieldsLost = fieldsLost;
    }

    String title() {
        return title;
    }

    String read(String text, Random random) {
        return lettersSpoilt == 0 ? text : new OcrNoise(random).spoil(text, lettersSpoilt);
    }

    Map<String, String> found(Map<String, String> fields, Random random) {
        Map<String, String> found = new TreeMap<>();
        new TreeMap<>(fields).forEach((name, value) -> {
            if (random.nextDouble() >= fieldsLost) {
                found.put(name, value);
            }
        });
        return found;
    }
}
