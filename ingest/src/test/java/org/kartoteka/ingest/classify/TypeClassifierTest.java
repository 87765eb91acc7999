package org.kartoteka.ingest.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.classify.TypeClassifier.Classified;

class TypeClassifierTest {
    private static final Path MODELS =
            Path.of(System.getProperty("kartoteka.root", "..")).resolve("ocr-models");

    private final TypeClassifier classifier = TypeClassifier.load(MODELS);

    @Test
    void tellsTypesInSixLanguages() {
        Map<String, String> texts = Map.of(
                "Sūdzība\nMan jau mēnesi nestrādā tālrunis, esmu ļoti neapmierināta un prasu kompensāciju.",
                        "complaint",
                "SĄSKAITA FAKTŪRA Nr. 5521\nPaslauga\tKiekis\tSuma\nAbonentinis mokestis\t1\t20,00\nIš viso mokėti\t20,00",
                        "invoice",
                "PLNÁ MOC\nZmocňuji svou dceru, aby za mne převzala modem a podepsala protokol.", "power-of-attorney",
                "Заявление о расторжении договора\nПрошу расторгнуть договор, мы уезжаем, телефон отключите.",
                        "termination",
                "ӨТІНІШ\nЖаңа үйіме телефон және интернет қосып беруіңізді сұраймын.", "application",
                "SERVICE AGREEMENT\nThe Provider undertakes to supply the service. The parties agree as follows.",
                        "contract");

        texts.forEach((text, type) ->
                assertThat(classify(text, Optional.empty()).type()).as(text).isEqualTo(type));
    }

    @Test
    void reportsWordsAsPrintedThatDecided() {
        Classified classified = classify("PILNVARA\nEs pilnvaroju savu dēlu saņemt dokumentus.", Optional.empty());

        assertThat(classified.type()).isEqualTo("power-of-attorney");
        assertThat(classified.words()).contains("PILNVARA");
        assertThat(classified.candidates().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isBetween(0.99, 1.01);
    }

    @Test
    void hintWeighsButAClearTextWins() {
        String vague = "Labdien, rakstu jums par savu telefonu.";
        double without = classify(vague, Optional.empty()).candidates().getOrDefault("complaint", 0.0);
        double with = classify(vague, Optional.of("complaint")).candidates().getOrDefault("complaint", 0.0);

        assertThat(with).isGreaterThan(without);
        assertThat(classify(
                                "RĒĶINS Nr. 5\nAbonēšanas maksa\t5,00\nKopā apmaksai\t5,00\nPVN 18 %\t0,90",
                                Optional.of("letter"))
                        .type())
                .isEqualTo("invoice");
    }

    @Test
    void fallsBackOnHintOrOtherWhereThereIsNoText() {
        assertThat(classify("", Optional.of("contract")).type()).isEqualTo("contract");
        assertThat(classify("", Optional.empty()).type()).isEqualTo("other");
        assertThat(classify("", Optional.of("no-such-type")).type()).isEqualTo("other");
    }

    @Test
    void everyTypeHasANameInEachLanguage() {
        DocumentTypes types = DocumentTypes.load(MODELS);

        assertThat(types.codes()).hasSize(8).contains("other");
        types.types()
                .forEach((code, names) ->
                        assertThat(names).as(code).containsOnlyKeys("en", "lv", "lt", "cs", "ru", "kk"));
    }

    private Classified classify(String text, Optional<String> hint) {
        return classifier.classify(TextLine.ofText(text), hint);
    }

    @Test
    void largeLinesCountMore() {
        List<TextLine> plain = List.of(new TextLine("Reklamace", false), new TextLine("Posíláme kopii smlouvy", false));
        List<TextLine> large = List.of(new TextLine("Reklamace", true), new TextLine("Posíláme kopii smlouvy", false));

        assertThat(classifier.classify(large, Optional.empty()).candidates().get("complaint"))
                .isGreaterThan(classifier
                        .classify(plain, Optional.empty())
                        .candidates()
                        .get("complaint"));
    }
}
