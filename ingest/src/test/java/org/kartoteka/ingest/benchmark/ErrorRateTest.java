package org.kartoteka.ingest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorRateTest {
    @Test
    void countsEditsOfCharactersWithWhiteSpaceFolded() {
        assertThat(ErrorRate.ofCharacters("Ls 38,64\nRīga", " Ls  38,64 Riga")).isEqualTo(new ErrorRate(1, 13));
    }

    @Test
    void countsComposedAndDecomposedAccentsAsTheSame() {
        assertThat(ErrorRate.ofCharacters("R\u012bga", "Ri\u0304ga").edits()).isZero();
    }

    @Test
    void countsEditsOfWords() {
        assertThat(ErrorRate.ofWords("viens divi trīs", "viens trīs četri")).isEqualTo(new ErrorRate(2, 3));
    }

    @Test
    void anEmptyReadingMissesEverything() {
        assertThat(ErrorRate.ofWords("viens divi", "").rate()).isEqualTo(1);
    }
}
