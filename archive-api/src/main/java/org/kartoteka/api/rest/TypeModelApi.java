package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.answer.BadRequest;
import org.kartoteka.api.answer.NotThere;
import org.kartoteka.api.answer.TypeModelsAnswer;
import org.kartoteka.archive.model.TypeModels;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which learned model tells the types of documents. */
@Tag(name = "Operations")
@RestController
@RequestMapping("/api/v1/models/document-types")
final class TypeModelApi {
    private final TypeModels models;

    TypeModelApi(TypeModels models) {
        this.models = models;
    }

    @Operation(
            summary = "List the versions of the type model",
            description = "What was learned from corrections, how each version did, and which is in force.")
    @GetMapping
    TypeModelsAnswer versions() {
        return TypeModelsAnswer.of(models.history());
    }

    @Operation(
            summary = "Put a version of the type model in force",
            description =
                    "An earlier one, or `shipped`. Every node uses it within seconds, none is restarted. Documents that"
                            + " were read before keep their types. Learning goes on from there when there are new corrections.")
    @ApiResponse(responseCode = "200", description = "It is in force")
    @ApiResponse(responseCode = "404", description = "There is no such version")
    @PostMapping(path = "/selection", consumes = MediaType.APPLICATION_JSON_VALUE)
    TypeModelsAnswer choose(@RequestBody Selection selection) {
        String version = selection.version();
        if (version == null || version.isBlank()) {
            throw new BadRequest("Say which version: its name, or shipped.");
        }
        try {
            return TypeModelsAnswer.of(models.choose(version, Callers.currentActor()));
        } catch (NoSuchElementException _) {
            throw new NotThere("There is no such version of the type model.");
        }
    }

    /** What is to be in force. */
    @Schema(name = "TypeModelSelection", description = "Which version is to be in force")
    record Selection(
            @Schema(description = "Name of a version, or `shipped`", example = "learned-0001-5f2a90c11b7e") @Nullable
            String version) {}
}
