package org.kartoteka.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a long list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A part of a long list")
record PageOf<T>(
        List<T> items,

        @Schema(description = "Parameter `after` for the next part; missing at the end of the list") @Nullable
        String next) {
    PageOf {
        items = List.copyOf(items);
    }
}
