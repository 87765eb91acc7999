package org.kartoteka.api.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kartoteka.archive.model.TypeModel;
import org.kartoteka.archive.model.TypeModelHistory;
import org.kartoteka.archive.model.TypeModels;

/** The models that tell types of documents. */
@Schema(name = "TypeModels", description = "The learned versions of the model that tells types, and which is in force")
public record TypeModelsAnswer(
        @Schema(description = "`shipped` is the one that came with the program", example = "learned-0002-5f2a90c11b7e")
        String inForce,

        @Schema(description = "What was in force before: where a step back leads", example = "shipped")
        String previous,

        @Schema(description = "Oldest first") List<Version> versions) {

    /** One version. */
    @Schema(name = "TypeModelVersion", description = "A version that was learned from corrections")
    public record Version(
            @Schema(example = "learned-0002-5f2a90c11b7e") String name,

            @Schema(description = "SHA-256 of the model, as provenance names it")
            String digest,

            Instant learnedAt,

            @Schema(
                    description =
                            "Numbers of documents: lessons, and those kept apart to measure by (`heldOut`, `known`),"
                                    + " with how many were right before and after",
                    example = "{\"heldOut\": 40, \"heldOutBefore\": 21, \"heldOutAfter\": 33}")
            Map<String, Long> measured) {}

    public static TypeModelsAnswer of(TypeModelHistory history) {
        return new TypeModelsAnswer(
                history.inForce().map(TypeModel::name).orElse(TypeModels.SHIPPED),
                history.previous().map(TypeModel::name).orElse(TypeModels.SHIPPED),
                history.versions().stream()
                        .map(model -> new Version(
                                model.name(), model.digest().hex(), model.at(), new TreeMap<>(model.measured())))
                        .toList());
    }
}
