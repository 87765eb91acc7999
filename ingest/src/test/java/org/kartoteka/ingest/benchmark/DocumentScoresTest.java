package org.kartoteka.ingest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.ComposeResult.Composed;
import org.kartoteka.ingest.ComposeResult.Field;
import org.kartoteka.ingest.benchmark.KnownScan.KnownDocument;

final class DocumentScoresTest {
    private final DocumentScores scores = new DocumentScores();
    private final KnownDocument invoice = new KnownDocument(
            "invoice",
            List.of(1),
            Map.of("amount", "52490", "phone", "+3713499861", "date", "2002-12-04", "dueDate", "2002-12-31"),
            Set.of("date"));
    private final KnownScan clean = scan("clean", invoice);

    @Test
    void aFieldIsRightOnlyWithTheNormalisedValueAndSumsAreComparedAsNumbers() {
        scores.addDocument(clean, invoice, composed("invoice", 0.9, "amount", "52490.00", "phone", "+3713499862"));

        Map<String, DocumentScores.Found> fields = scores.fields().get("clean");
        assertThat(fields.get("amount").f1()).isEqualTo(1);
        assertThat(fields.get("phone").precision()).isZero();
        assertThat(fields.get("phone").recall()).isZero();
        assertThat(fields.get("all fields").precision()).isEqualTo(0.5);
        assertThat(fields.get("all fields").inTruth()).isEqualTo(2);
    }

    @Test
    void aValueWhereTheTruthHasNoneIsWrongAndOneThatStandsInAStampCountsNeitherWay() {
        scores.addDocument(clean, invoice, composed("invoice", 0.9, "email", "a@b.example", "date", "2000-01-01"));

        Map<String, DocumentScores.Found> fields = scores.fields().get("all");
        assertThat(fields.get("email").precision()).isZero();
        assertThat(fields).doesNotContainKeys("date", "dueDate");
    }

    @Test
    void typesAreCountedByTruthAndAnswerAndByWhatTheirScoreIsWorth() {
        scores.addDocument(clean, invoice, composed("invoice", 0.97));
        scores.addDocument(clean, invoice, composed("letter", 0.6));

        assertThat(scores.typesRight()).isEqualTo(1);
        assertThat(scores.confusion()).containsEntry("invoice", Map.of("invoice", 1, "letter", 1));
        assertThat(scores.thresholds()).contains(new DocumentScores.Threshold(0.7, 0.5, 1));
        assertThat(scores.reliability())
                .contains(new DocumentScores.Reliability(0.5, 0.7, 1, 0.6, 0))
                .contains(new DocumentScores.Reliability(0.9, 0.99, 1, 0.97, 1));
    }

    @Test
    void aFileIsDividedRightlyOnlyWhenEachDocumentHasExactlyItsPages() {
        KnownDocument other = new KnownDocument("letter", List.of(3, 4), Map.of(), Set.of());
        KnownScan batch = new KnownScan(Path.of("b.pdf"), "batch", "clean", List.of(), List.of(invoice, other));

        scores.addDivision(batch, List.of(List.of(1), List.of(3, 4)));
        scores.addDivision(batch, List.of(List.of(1, 3, 4)));

        assertThat(scores.files()).isEqualTo(2);
        assertThat(scores.filesDividedRightly()).isEqualTo(1);
    }

    private static KnownScan scan(String degradation, KnownDocument document) {
        return new KnownScan(Path.of("a.pdf"), document.type(), degradation, List.of(), List.of(document));
    }

    private static Composed composed(String type, double score, String... namesAndValues) {
        List<Field> fields = new java.util.ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1], "", 1, List.of(), 1));
        }
        return new Composed(type, score, Map.of(), List.of(), "", fields, Optional.empty());
    }
}
