package org.kartoteka.ingest;

import java.util.Map;

/** Engine with version, digests of the models by name, settings by name. */
public record Provenance(String engine, Map<String, String> models, Map<String, String> settings) {
    public Provenance {
        models = Map.copyOf(models);
        settings = Map.copyOf(settings);
    }
}
