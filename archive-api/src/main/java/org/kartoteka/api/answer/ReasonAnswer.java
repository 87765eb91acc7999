package org.kartoteka.api.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/** Why something was set aside or waits. */
@Schema(description = "Why a file or a page was set aside, or why it still waits")
public record ReasonAnswer(
        @Schema(description = "For programs", example = "ENCRYPTED")
        String code,

        @Schema(
                description = "For people, in the language asked for",
                example = "The PDF is protected by a password. Ask the sender for a copy without one.")
        String sentence,

        @Schema(description = "What the sentence speaks of, such as a limit", example = "{}")
        Map<String, String> details) {}
