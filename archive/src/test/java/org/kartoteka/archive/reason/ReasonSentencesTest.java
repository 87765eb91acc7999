package org.kartoteka.archive.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReasonSentencesTest {
    private final ReasonSentences sentences = new ReasonSentences();

    @ParameterizedTest
    @EnumSource(Reason.Code.class)
    void saysEachReasonInEachLanguageWithAndWithoutDetails(Reason.Code code) {
        Map<String, String> details =
                Map.of("limit", "2000", "found", "2001", "what", "not-json", "mediaType", "video/mp4");
        Set<String> different = new HashSet<>();
        for (String language : ReasonSentences.LANGUAGES) {
            for (Reason reason : new Reason[] {Reason.of(code), new Reason(code, details)}) {
                String sentence = sentences.sentence(reason, Locale.of(language));
                assertThat(sentence).as(language).endsWith(".").doesNotContain("{", "}", "[", "]", "  ", "\uFFFD");
            }
            different.add(sentences.sentence(Reason.of(code), Locale.of(language)));
        }
        assertThat(different).hasSize(ReasonSentences.LANGUAGES.size());
    }

    @Test
    void namesLimitAndWhatWasFound() {
        Reason reason = new Reason(Reason.Code.TOO_MANY_PAGES, Map.of("limit", "2000", "found", "2001"));

        assertThat(sentences.sentence(reason, Locale.of("lv")))
                .isEqualTo(
                        "Failā ir pārāk daudz lappušu: 2001, atļautas ne vairāk kā 2000. Sadaliet to mazākos failos.");
        assertThat(sentences.sentence(reason, Locale.FRENCH))
                .isEqualTo(
                        "The file has too many pages: 2001, and at most 2000 are allowed. Split it into smaller files.");
    }

    @Test
    void saysInWordsWhatIsDamaged() {
        Reason reason = new Reason(Reason.Code.DAMAGED, Map.of("what", "pdf-cut-off"));

        assertThat(sentences.sentence(reason, Locale.ENGLISH))
                .isEqualTo("The file is damaged or incomplete (the end of the PDF is missing). Scan or send it again.");
        assertThat(sentences.sentence(reason, Locale.of("lv")))
                .isEqualTo("Fails ir bojāts vai nepilnīgs (trūkst PDF beigu). Skenējiet vai sūtiet to vēlreiz.");
    }

    @Test
    void leavesOutACodeItHasNoWordsFor() {
        Reason reason = new Reason(Reason.Code.DAMAGED, Map.of("what", "of-another-version"));

        assertThat(sentences.sentence(reason, Locale.ENGLISH))
                .isEqualTo("The file is damaged or incomplete. Scan or send it again.");
    }

    @Test
    void letsNoDetailBreakTheSentence() {
        Reason reason = new Reason(
                Reason.Code.UNSUPPORTED_TYPE, Map.of("mediaType", "a\r\nb\u202E$1\\ {limit} [x]" + "y".repeat(500)));

        assertThat(sentences.sentence(reason, Locale.ENGLISH))
                .doesNotContain("\n", "\u202E")
                .contains("a b $1\\ {limit} [x]")
                .hasSizeLessThan(250);
    }
}
