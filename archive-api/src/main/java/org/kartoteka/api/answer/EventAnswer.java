package org.kartoteka.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.store.Digest;

/** One record of a chain of events. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "One record of a chain: everything one command did")
public record EventAnswer(
        @Schema(description = "From 1, without gaps", example = "1")
        long sequence,

        Instant time,

        @Schema(description = "Who did it; never a person's name", example = "system:intake")
        String actor,

        @Schema(description = "SHA-256 of the record as it is stored")
        String digest,

        @Schema(description = "Digest of the record before; missing in the first") @Nullable
        String previous,

        List<Happening> events) {

    /** One thing that happened. */
    @Schema(name = "Happening", description = "One thing that happened")
    public record Happening(
            @Schema(example = "capture") String type,

            @Schema(description = "Of the data's schema", example = "1")
            int version,

            Map<String, Object> data) {}

    public static EventAnswer of(EventRecord record) {
        return new EventAnswer(
                record.sequence(),
                record.time(),
                record.actor().value(),
                record.digest().hex(),
                record.previous().map(Digest::hex).orElse(null),
                record.events().stream()
                        .map(event -> new Happening(event.type(), event.version(), event.data()))
                        .toList());
    }
}
