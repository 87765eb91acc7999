package org.kartoteka.archive.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Year;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kartoteka.archive.identity.CaseReference;

final class ReferencePatternTest {
    private static final Year YEAR = Year.of(2026);

    @ParameterizedTest
    @CsvSource({
        "L-{year}-{number:6}, 12, L-2026-000012",
        "{year}-{number:4}, 9999, 2026-9999",
        "K{number:3}-RIX, 7, K007-RIX"
    })
    void makesAReferenceAndReadsItsNumberBack(String text, long number, String reference) {
        ReferencePattern pattern = new ReferencePattern(text);

        assertThat(pattern.of(YEAR, number)).hasToString(reference);
        assertThat(pattern.numberOf(YEAR, new CaseReference(reference))).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"L-2025-000012", "L-2026-00012", "L-2026-0000012", "L-2026-00001A", "X-2026-000012"})
    void knowsNoNumberOfAReferenceThatItDidNotMake(String reference) {
        assertThat(ReferencePattern.DEFAULT.numberOf(YEAR, new CaseReference(reference)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"L-{year}", "l-{number:6}", "L-{number}", "L-{number:2}", "L/{number:6}", "-{number:6}", ""})
    void refusesAPatternThatMakesNoReferences(String text) {
        assertThatThrownBy(() -> new ReferencePattern(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasNoMoreNumbersThanItsDigitsAllow() {
        assertThatThrownBy(() -> new ReferencePattern("K-{number:3}").of(YEAR, 1_000))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
