package org.kartoteka.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.review.ReviewClaim;

/** A document that waits for a person. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ReviewItem", description = "A document that waits for a person, and why")
public record ReviewItemAnswer(
        @Schema(example = "20261122-130501123-0a1b2c3d4e-0001")
        String document,

        @Schema(description = "The ETag that a correction needs is `v` and this", example = "1")
        long version,

        @Schema(
                description = "Why a person should look at it: `type-unsure`, `low-confidence`, `page-failed`,"
                        + " `field-doubtful`, `case-unsure`, `language-unsure`",
                example = "[\"type-unsure\"]")
        List<String> reasons,

        @Schema(description = "What the machine takes it for", example = "complaint")
        String type,

        @Schema(description = "0 to 1, calibrated", example = "0.41")
        double typeScore,

        @Schema(description = "ISO 639-1, most frequent first", example = "[\"lv\"]")
        List<String> languages,

        @Schema(example = "fax") String channel,
        @Schema(example = "fax/complaint") String folder,

        @Schema(description = "Name of the file as it came, any character", example = "fax-0117.tif")
        String fileName,

        @Schema(description = "Since then it waits") Instant receivedAt,

        @Schema(example = "2") int pageCount,

        @Schema(description = "Who looks at it now; missing where nobody does") @Nullable
        Claim claim,

        Map<String, String> links) {

    /** Who looks at it now. */
    @Schema(name = "ReviewClaim", description = "Who looks at a document now")
    public record Claim(
            @Schema(example = "user:local") String by,

            @Schema(description = "When it ends, unless it is renewed")
            Instant until) {
        public static Claim of(ReviewClaim claim) {
            return new Claim(claim.by().actor().value(), claim.until());
        }
    }
}
