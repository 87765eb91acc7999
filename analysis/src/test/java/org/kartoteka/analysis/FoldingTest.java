package org.kartoteka.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FoldingTest {
    @ParameterizedTest
    @CsvSource({
        "Līgums, ligums",
        "ŠEŠUPĖS, sesupes",
        "Hřebíčková, hrebickova",
        "Фёдор, федор",
        "йогурт, иогурт",
        "Ұлытау, ұлытау",
        "Straße, strasse",
        "D’Arc, darc",
        "52-990, 52990"
    })
    void bringsSpellingsTogether(String printed, String folded) {
        assertThat(Folding.fold(printed)).isEqualTo(folded);
    }

    @Test
    void aLetterOfTheOtherScriptThatLooksTheSameIsPutRight() {
        assertThat(Folding.fold("договоp")).isEqualTo(Folding.fold("договор"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void lookingUpGivesWhatNormalisingGives(long seed) {
        Random random = new Random(seed);
        List<String> letters = List.of(
                "aābcčdeéěgģiīkķlļnņoprřsštuūůzž",
                "ABCČDEĖGĢIĮKĶLŁNŅÖPŘSŠTÜŲZŽİ",
                "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
                "АБВГДЕЁӘҒҚҢӨҰҮҺІЙ",
                "0123456789'’-ʼ",
                "\u0301\u0306\u030c\u0327",
                "ßæœþøđðıŧħſĳŉǆﬁΣσςά½²Ⅳ");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder word = new StringBuilder();
            String from = letters.get(random.nextInt(letters.size()));
            for (int length = random.nextInt(12); length >= 0; length--) {
                from = random.nextInt(6) == 0 ? letters.get(random.nextInt(letters.size())) : from;
                word.append(from.charAt(random.nextInt(from.length())));
            }
            assertThat(Folding.fold(word.toString())).isEqualTo(Folding.foldByNormalising(word.toString()));
            assertThat(Folding.lower(word.toString())).isEqualTo(Folding.lowerByNormalising(word.toString()));
        }
    }
}
