package org.kartoteka.archive.rendition;

import java.util.Map;

/**
 * What made a rendition: program and version, engine and version, digests of the models, settings. Two readings with equal
 * provenance of equal bytes are equal.
 */
public record Provenance(String program, String engine, Map<String, String> models, Map<String, String> settings) {
    public Provenance {
        models = Map.copyOf(models);
        settings = Map.copyOf(settings);
    }
}
