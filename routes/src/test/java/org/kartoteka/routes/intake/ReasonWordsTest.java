package org.kartoteka.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.reason.ReasonSentences;
import org.kartoteka.ingest.Damage;

/** No clerk is shown a code: whatever intake or reading find wrong is said in words, in every language. */
class ReasonWordsTest {
    private final ReasonSentences sentences = new ReasonSentences();

    @ParameterizedTest
    @EnumSource(Damage.class)
    void saysEachDamageInEachLanguage(Damage damage) {
        assertIsSaidInWords(new Reason(Reason.Code.DAMAGED, damage.refusal().details()), damage.code());
    }

    @ParameterizedTest
    @EnumSource(ReadSidecar.Problem.class)
    void saysEachProblemOfASidecarInEachLanguage(ReadSidecar.Problem problem) {
        Reason reason = problem.reason();

        assertIsSaidInWords(reason, String.valueOf(reason.details().get("what")));
    }

    private void assertIsSaidInWords(Reason reason, String code) {
        for (String language : ReasonSentences.LANGUAGES) {
            Locale locale = Locale.of(language);
            assertThat(sentences.sentence(reason, locale))
                    .as(language)
                    .isNotEqualTo(sentences.sentence(Reason.of(reason.code()), locale))
                    .containsPattern("\\(\\p{L}[^()]+\\)")
                    .doesNotContain("(" + code);
        }
    }
}
