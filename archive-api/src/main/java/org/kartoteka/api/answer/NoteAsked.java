package org.kartoteka.api.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.casefile.Note;

/** A note to write. */
@Schema(name = "CaseNote", description = "A note to write")
public record NoteAsked(
        @Schema(description = "Up to 4000 characters", example = "Rang back: the meter was read wrong.") @Nullable
        String text) {

    /** @throws org.kartoteka.archive.casefile.InvalidCaseFile it is empty or too long */
    public Note note() {
        return new Note(text == null ? "" : text);
    }
}
