package org.kartoteka.api.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.archive.document.Correction;

/** What a person says that a document is. */
@Schema(name = "Correction", description = "What a person says that a document is; what is left out stays as it is")
public record CorrectionAsked(
        @Schema(description = "Code of a configured type; the present one confirms it", example = "complaint") @Nullable
        String type,

        @Schema(description = "ISO 639-1, most important first", example = "[\"lv\"]") @Nullable
        List<String> languages,

        @Schema(
                description = "Values by field, of those that are configured: `caseReference`, `customerName`,"
                        + " `customerNumber`, `contractNumber`, `invoiceNumber`, `personalCode`, `phone`, `email`,"
                        + " `date` (ISO), `amount`, `currency`, and others of this house. An empty list says that"
                        + " there is none",
                example = "{\"phone\": [\"+37120000000\"], \"amount\": []}")
        @Nullable
        Map<String, List<String>> fields) {

    /**
     * The same in the archive's words.
     *
     * @throws BadRequest the type, a language or a field is none that is configured
     * @throws org.kartoteka.archive.document.InvalidCorrection a value cannot be one
     */
    public Correction correction(ApiSettings.Vocabulary vocabulary) {
        if (type != null && !vocabulary.typeCodes().contains(type)) {
            throw new BadRequest(
                    "There is no type of this code. The types are: " + String.join(", ", vocabulary.typeCodes()) + ".");
        }
        if (languages != null && !vocabulary.languages().containsAll(languages)) {
            throw new BadRequest("A language must be one of " + String.join(", ", vocabulary.languages()) + ".");
        }
        if (fields != null && !vocabulary.fieldNames().containsAll(fields.keySet())) {
            throw new BadRequest("A field must be one of " + String.join(", ", vocabulary.fieldNames()) + ".");
        }
        return new Correction(
                Optional.ofNullable(type), Optional.ofNullable(languages), fields == null ? Map.of() : fields);
    }
}
