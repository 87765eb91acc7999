package org.kartoteka.api.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.TreeMap;
import org.kartoteka.archive.rendition.Provenance;

/** What made a reading. */
@Schema(description = "What made a reading: program, engine, digests of the models, settings")
public record ProvenanceAnswer(
        @Schema(example = "kartoteka 0.1.0") String program,
        @Schema(example = "tesseract 5.5.2") String engine,
        Map<String, String> models,
        Map<String, String> settings) {

    static ProvenanceAnswer of(Provenance provenance) {
        return new ProvenanceAnswer(
                provenance.program(),
                provenance.engine(),
                new TreeMap<>(provenance.models()),
                new TreeMap<>(provenance.settings()));
    }
}
