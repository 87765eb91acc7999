package org.kartoteka.ingest.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.language.LanguageIdentifier.Identified;
import org.kartoteka.ingest.linear.LinearModel;

class LanguageIdentifierTest {
    private static final List<String> ALL = List.of("lv", "lt", "cs", "ru", "kk", "en");
    private static final Path MODELS =
            Path.of(System.getProperty("kartoteka.root", "..")).resolve("ocr-models");

    /** None of these sentences is in the training texts. */
    private static final Map<String, String> SENTENCES = Map.of(
            "lv", "Vakar vecmāmiņa dārzā stādīja ābeles un dziedāja bērniem dziesmas.",
            "lt", "Vakar močiutė sode sodino obelis ir dainavo vaikams dainas.",
            "cs", "Babička včera na zahradě sázela jabloně a zpívala dětem písničky.",
            "ru", "Вчера бабушка сажала в саду яблони и пела детям песни.",
            "kk", "Кеше әжем бақта алма ағашын отырғызып, балаларға ән айтты.",
            "en", "Yesterday grandmother planted apple trees and sang songs to the children.");

    private final LanguageIdentifier identifier = LanguageIdentifier.load(MODELS);

    @Test
    void tellsSixLanguagesOfSentencesItNeverSaw() {
        SENTENCES.forEach((language, sentence) -> assertThat(
                        identifier.identify(sentence, ALL, Optional.empty()).language())
                .as(sentence)
                .isEqualTo(language));
    }

    @Test
    void tellsLatinLanguagesThatLostTheirAccents() {
        for (String language : List.of("lv", "lt", "cs")) {
            String folded = Folding.fold(SENTENCES.get(language));

            assertThat(identifier.identify(folded, ALL, Optional.empty()).language())
                    .as(folded)
                    .isEqualTo(language);
        }
    }

    @Test
    void tellsKazakhReadWithRussianLetters() {
        String text = "Кеше эжем бакта алма агашын отыргызып, балаларга ан айтты.";

        assertThat(identifier.identify(text, ALL, Optional.empty()).language()).isEqualTo("kk");
    }

    @Test
    void toleratesRecognitionErrors() {
        String text = "Vak4r veonāmiņa dārzā stādīia abe1es un dzledāja bērn|em dz1esmas";

        assertThat(identifier.identify(text, ALL, Optional.empty()).language()).isEqualTo("lv");
    }

    @Test
    void answersOnlyAllowedLanguages() {
        Identified identified = identifier.identify(SENTENCES.get("kk"), List.of("ru", "en"), Optional.empty());

        assertThat(identified.language()).isEqualTo("ru");
        assertThat(identified.scores()).containsOnlyKeys("ru", "en");
    }

    @Test
    void hintDecidesWhatTheTextLeavesOpenAndNothingElse() {
        String names = "Kopā 12,40";

        double without =
                identifier.identify(names, ALL, Optional.empty()).scores().get("lv");
        double with =
                identifier.identify(names, ALL, Optional.of("lv")).scores().get("lv");
        assertThat(with).isGreaterThan(without);
        assertThat(identifier
                        .identify(SENTENCES.get("cs"), ALL, Optional.of("lv"))
                        .language())
                .isEqualTo("cs");
    }

    @Test
    void saysUndeterminedOfTextWithoutLetters() {
        assertThat(identifier.identify("12.03.2002 17:40 --- 4711", ALL, Optional.of("lv")))
                .isEqualTo(new Identified("und", 0, Map.of()));
        assertThat(identifier.identify("", ALL, Optional.empty()).language()).isEqualTo("und");
        assertThat(identifier.identify("Kopā", List.of(), Optional.empty()).language())
                .isEqualTo("und");
    }

    @Test
    void judgesLongTextsAsSurelyAsShortOnes() {
        String text = (SENTENCES.get("lt") + "\n").repeat(500);

        assertThat(identifier.identify(text, ALL, Optional.empty()).score()).isGreaterThan(0.9);
    }

    @Test
    void refusesDamagedModels() {
        assertThatThrownBy(() -> LinearModel.fromBytes(new byte[] {1, 2, 3, 4, 5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a model");
        assertThatThrownBy(() -> LinearModel.fromBytes(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
