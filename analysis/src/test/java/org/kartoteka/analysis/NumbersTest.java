package org.kartoteka.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void findsAContractNumberWhoseLettersWereReadAsDigitsOfAnotherScript() {
        assertThat(termsOf("договор № К7/70142-01 с тарифного плана"))
                .containsAnyElementsOf(Numbers.asked("KZ/70142-01"));
    }

    @Test
    void findsANumberInPiecesAndWithoutItsCountryCode() {
        assertThat(termsOf("Tel. +372 6 990 820, fax 6 990 018"))
                .containsAnyElementsOf(Numbers.asked("6990820"))
                .containsAnyElementsOf(Numbers.asked("+372 6990 018"));
    }

    @Test
    void leavesTheLettersOfShortNumbersAlone() {
        assertThat(Numbers.asked("Z1")).isEqualTo(Numbers.typed("Z1"));
    }

    @Test
    void asksForABoundedNumberOfSpellings() {
        assertThat(Numbers.asked("ZZZZZZZZ-ZZZZZZ-1")).hasSizeLessThan(40);
    }

    private static Set<String> termsOf(String text) {
        return new TextAnalysis()
                .analyse(text, "ru").stream()
                        .flatMap(token -> token.terms().stream())
                        .map(Token.Term::text)
                        .collect(Collectors.toSet());
    }
}
