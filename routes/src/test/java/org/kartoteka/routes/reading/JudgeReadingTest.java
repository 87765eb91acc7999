package org.kartoteka.routes.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.rendition.DocumentReading.Field;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.Provenance;

class JudgeReadingTest {
    private final JudgeReading judge = new JudgeReading(new ReadingPolicy.Review(0.6, 0.7));

    @Test
    void sureFieldsAndLanguageNeedNobody() {
        assertThat(judge.doubts(
                        List.of(field("phone", "+37120000000", ""), field("caseReference", "L-2001-004512", "")),
                        List.of(page("lv", 20))))
                .isEmpty();
        assertThat(judge.doubts(List.of(), List.of())).isEmpty();
    }

    @Test
    void valueThatFailsItsCheckDigitWaitsForAPerson() {
        assertThat(judge.doubts(List.of(field("personalCode", "131399-10002", "check-digit")), List.of()))
                .containsExactly("field-doubtful");
    }

    @Test
    void severalCasesOrOneThatCannotBeAReferenceWaitForAPerson() {
        Field one = field("caseReference", "L-2001-004512", "");

        assertThat(judge.doubts(List.of(one, one), List.of())).isEmpty();
        assertThat(judge.doubts(List.of(one, field("caseReference", "L-2001-009999", "")), List.of()))
                .containsExactly("case-unsure");
        assertThat(judge.doubts(List.of(field("caseReference", "?", "")), List.of()))
                .containsExactly("case-unsure");
    }

    @Test
    void textOfNoLanguageWaitsForAPersonAndAStampDoesNot() {
        assertThat(judge.doubts(List.of(), List.of(page("und", 20)))).containsExactly("language-unsure");
        assertThat(judge.doubts(List.of(), List.of(page("und", 9)))).isEmpty();
        assertThat(judge.doubts(List.of(), List.of(page("und", 20), page("lv", 20))))
                .isEmpty();
    }

    private static Field field(String name, String value, String doubt) {
        return new Field(name, value, value, 1, List.of(), 0.9, "page", doubt);
    }

    private static PageText page(String language, int words) {
        return new PageText(
                1,
                "recognised",
                language,
                0.9,
                0,
                0,
                false,
                false,
                0.05,
                1000,
                1400,
                0.9,
                "",
                IntStream.range(0, words)
                        .mapToObj(i -> new PageText.Word("vārds" + i, 10, 10, 50, 20, i, 0.9))
                        .toList(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new Provenance("kartoteka", "tesseract", Map.of(), Map.of()));
    }
}
