package org.kartoteka.api.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;

/** Files that were set aside on some days. */
@Schema(name = "RefusedFiles", description = "What was set aside on some days and still is, newest first")
public record RefusedAnswer(
        @Schema(description = "First day that was looked at", example = "2026-11-16")
        LocalDate from,

        @Schema(description = "Last day, inclusive", example = "2026-11-22")
        LocalDate until,

        List<BatchAnswer> batches) {}
