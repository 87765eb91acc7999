package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.kartoteka.api.answer.SearchAnswer;
import org.kartoteka.api.answer.SearchAnswers;
import org.kartoteka.api.answer.SearchAsked;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds documents by what is on them. */
@Tag(name = "Search", description = "Find documents by what is on them")
@RestController
final class SearchApi {
    private final SearchAnswers search;

    SearchApi(SearchAnswers search) {
        this.search = search;
    }

    @Operation(
            summary = "Search",
            description =
                    "Words in any inflection, with or without diacritics; `\"phrases\"`; `-excluded`; `prefix*`; numbers whatever"
                            + " their spacing; `type:`, `language:`, `channel:`, `case:`, `date:2001-10..2001-12`, `phone:`,"
                            + " `contract:`, `customer:`, `invoice:`, `name:`. All words must match; where nothing does, what comes near is searched and told as `instead`. The same filters may be given as parameters;"
                            + " a parameter given several times means any of its values.")
    @GetMapping("/api/v1/search")
    SearchAnswer search(
            @Parameter(description = "What a person types; nothing = everything", example = "rēķins type:complaint")
                    @RequestParam(name = "q", defaultValue = "")
                    String typed,
            @Parameter(example = "complaint") @RequestParam(name = "type", defaultValue = "") List<String> types,
            @Parameter(example = "lv") @RequestParam(name = "language", defaultValue = "") List<String> languages,
            @Parameter(example = "fax") @RequestParam(name = "channel", defaultValue = "") List<String> channels,
            @Parameter(example = "L-2001-004512") @RequestParam(name = "case", defaultValue = "") String caseFile,
            @Parameter(description = "First day of the document's date", example = "2001-10-01")
                    @RequestParam(name = "from", defaultValue = "")
                    String from,
            @Parameter(description = "Last day, inclusive", example = "2001-12-31")
                    @RequestParam(name = "to", defaultValue = "")
                    String to,
            @Parameter(description = "Of the first hit wanted, 0 to 10000")
                    @RequestParam(name = "offset", defaultValue = "0")
                    int offset,
            @Parameter(description = "0 to 100") @RequestParam(name = "limit", defaultValue = "20") int limit) {
        SearchAsked asked = new SearchAsked(typed, types, languages, channels, caseFile, from, to);
        return search.search(asked, offset, limit);
    }
}
