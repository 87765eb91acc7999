package org.kartoteka.ingest.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.ComposeResult.Composed;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.meaning.DocumentMeaning;

/**
 * Types and fields of documents that neither models nor rules were made with. Their figures are in {@code
 * target/held-out-*.md}; what is asserted is a little below them, so that a step back is seen.
 */
class HeldOutDocumentsTest {
    private static final Path ROOT = Path.of(System.getProperty("kartoteka.root", ".."));
    private static final Path DOCUMENTS = ROOT.resolve("ingest/src/test/resources/held-out");
    private static final double MISREAD = 0.01;

    private static DocumentScores clean;
    private static DocumentScores spoilt;

    @BeforeAll
    static void understandAll() throws IOException {
        DocumentMeaning meaning = DocumentMeaning.load(ROOT.resolve("ocr-models"));
        clean = scores(meaning, "clean", WrittenDocument::read);
        spoilt = scores(meaning, "spoilt", document -> document.readBadly(MISREAD));
    }

    private static DocumentScores scores(DocumentMeaning meaning, String name, Function<WrittenDocument, PageRead> read)
            throws IOException {
        DocumentScores scores = new DocumentScores();
        for (WrittenDocument document : WrittenDocument.in(DOCUMENTS)) {
            PageRead page = read.apply(document);
            var understood = meaning.understand(
                    List.of(new ComposeRequest.Page(1, DOCUMENTS, "image/png", 1, page)), Hints.NONE);
            Composed composed = new Composed(
                    understood.type().type(),
                    understood.type().score(),
                    understood.type().candidates(),
                    understood.type().words(),
                    understood.typeModel(),
                    understood.fields(),
                    Optional.empty());
            KnownScan scan =
                    new KnownScan(DOCUMENTS, document.known().type(), name, List.of(), List.of(document.known()));
            scores.addDocument(scan, document.known(), composed);
        }
        StringBuilder report = new StringBuilder("# Held-out documents, " + name + "\n\n" + scores.counts() + "\n");
        new DocumentReport(scores).append(report);
        Path target = Files.createDirectories(ROOT.resolve("ingest/target"));
        Files.writeString(target.resolve("held-out-" + name + ".md"), report);
        return scores;
    }

    @Test
    void thereAreEightDocumentsOfEachLanguage() throws IOException {
        assertThat(WrittenDocument.in(DOCUMENTS).stream()
                        .collect(java.util.stream.Collectors.groupingBy(
                                WrittenDocument::language, java.util.stream.Collectors.counting())))
                .hasSize(6)
                .allSatisfy((_, count) -> assertThat(count).isGreaterThanOrEqualTo(8));
    }

    @Test
    void tellsTheTypeOfDocumentsItHasNeverSeen() {
        assertThat((double) clean.typesRight() / clean.documents()).isGreaterThan(0.95);
        assertThat((double) spoilt.typesRight() / spoilt.documents()).isGreaterThan(0.92);
    }

    @Test
    void findsTheFieldsOfDocumentsItHasNeverSeen() {
        assertThat(clean.fields().get("all").get("all fields").f1()).isGreaterThan(0.92);
        assertThat(spoilt.fields().get("all").get("all fields").f1()).isGreaterThan(0.88);
    }
}
