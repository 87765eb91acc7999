package org.kartoteka.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TransliterationTest {
    @ParameterizedTest
    @CsvSource({
        "Щукина, Shchukina",
        "Щукина, Ščukina",
        "Щукина, Schukina",
        "Жуков, Zhukov",
        "Жуков, Žukov",
        "Ёжиков, Yozhikov",
        "Ёжиков, Ezhikov",
        "Ежиков, Jožikov",
        "Цой, Tsoi",
        "Никифоров, Nikiforovs",
        "Дмитрий, Dmitrijs",
        "Юлия, Yuliya",
        "Юлия, Julija",
        "Дмитрий, Dmitriy",
        "Дмитрий, Dmitri",
        "Ангелина, Angelina",
        "Александр, Aleksandr",
        "Александр, Alexandr",
        "Михаил, Mixail",
        "Жұмабай, Jumabay",
        "Қайрат, Qairat",
        "Қайрат, Kayrat",
        "Өтегенұлы, Otegenuly",
        "Вольф, Wolf",
        "Šmite, Шмите",
        "Žagare, Жагаре",
        "Čepaitytė, Чепайтите",
        "Ķīsis, Кисис",
        "Jurģis, Юргис"
    })
    void aNameIsFoundHoweverItIsTransliterated(String printed, String typed) {
        Set<String> terms = Transliteration.printed(printed, stems(printed));
        Transliteration.Asked asked = Transliteration.asked(typed, stems(typed));

        assertThat(terms)
                .containsAnyElementsOf(List.of(asked.whole(), asked.stems()).stream()
                        .flatMap(Set::stream)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"Жуков, Шуков", "Иванова, Petrova", "Цой, Choice", "Zaķis, Закон"})
    void differentNamesStayApart(String printed, String typed) {
        Transliteration.Asked asked = Transliteration.asked(typed, stems(typed));

        assertThat(Transliteration.printed(printed, stems(printed)))
                .isNotEmpty()
                .noneMatch(term -> asked.whole().contains(term) || asked.stems().contains(term));
    }

    @ParameterizedTest
    @ValueSource(strings = {"жуков", "Юг", "А1Б2", "R2D2", "日本語", "Ъь", "1234", "Жуков9"})
    void onlyWordsOfLettersThatMayBeNamesHaveTerms(String printed) {
        assertThat(Transliteration.printed(printed, List.of())).isEmpty();
    }

    @Test
    void aWordIsLookedUpInTheOtherAlphabetAlone() {
        Set<String> printed = Transliteration.printed("Maris", List.of());

        assertThat(Transliteration.asked("Maris", List.of()).whole()).doesNotContainAnyElementsOf(printed);
        assertThat(Transliteration.asked("Марис", List.of()).whole()).containsAnyElementsOf(printed);
    }

    private static List<String> stems(String word) {
        return new Stems().of(word, "und");
    }
}
