package org.kartoteka.api.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.kartoteka.archive.rendition.PageText.Word;

/** A box on a page. */
@Schema(description = "A box on the page image, in pixels from its upper left corner")
public record Place(
        @Schema(example = "312") int x,
        @Schema(example = "440") int y,
        @Schema(example = "120") int width,
        @Schema(example = "32") int height) {

    static Place of(Word word) {
        return new Place(word.x(), word.y(), word.width(), word.height());
    }

    static List<Place> of(List<Word> words) {
        return words.stream().map(Place::of).toList();
    }
}
