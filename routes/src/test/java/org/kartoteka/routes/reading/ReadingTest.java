package org.kartoteka.routes.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.Provenance;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.routes.CrashingStore;
import org.kartoteka.routes.RetryLater;

class ReadingTest {
    @TempDir
    Path scratch;

    private ReadingFixture fixture;

    @BeforeEach
    void start() {
        fixture = new ReadingFixture(scratch.resolve("reading"));
    }

    @Test
    void letterBecomesADocumentWithPagesImagesAndSearchablePdf() throws IOException {
        Batch batch = fixture.read(fixture.captured("pages=2 case=L-2001-000001"));

        assertThat(batch.state()).isEqualTo(State.ARCHIVED);
        Document document = onlyDocument();
        assertThat(document.pages()).containsExactly(1, 2);
        assertThat(document.caseFiles()).containsExactly(new CaseReference("L-2001-000001"));
        DocumentReading reading = fixture.archive.reading(document);
        assertThat(reading.type()).isEqualTo("letter");
        assertThat(reading.languages()).containsExactly("en");
        assertThat(reading.needsReview()).isEmpty();
        assertThat(reading.searchablePdf()).isPresent();
        assertThat(reading.original().digest()).isEqualTo(batch.original().orElseThrow());
        assertThat(reading.pages())
                .map(fixture.archive.renditions::pageText)
                .allMatch(page -> page.image().isPresent())
                .extracting(PageText::text)
                .containsExactly("page 1", "page 2");
        assertThat(fixture.archive.keys("todo/read/")).isEmpty();
        assertThat(fixture.archive.keys("todo/index/")).hasSize(1);
    }

    @Test
    void fileThatCannotBeReadIsSetAsideWithItsReason() throws IOException {
        Batch batch = fixture.read(fixture.captured("refuse=ENCRYPTED"));

        assertThat(batch.state()).isEqualTo(State.QUARANTINED);
        assertThat(batch.reason()).contains(Reason.of(Reason.Code.ENCRYPTED));
        assertThat(fixture.archive.keys("todo/read/")).isEmpty();
    }

    @Test
    void fileWithoutAnyPageIsSetAside() throws IOException {
        Batch batch = fixture.read(fixture.captured("pages=0"));

        assertThat(batch.reason()).contains(Reason.of(Reason.Code.NO_PAGES));
    }

    @Test
    void poisonPageIsRecordedAndItsDocumentArchivedForReview() throws IOException {
        Batch batch = fixture.read(fixture.captured("pages=3 poison=2"));

        assertThat(batch.state()).isEqualTo(State.ARCHIVED);
        DocumentReading reading = fixture.archive.reading(onlyDocument());
        assertThat(reading.needsReview()).containsExactly("page-failed");
        PageText poison = fixture.archive.renditions.pageText(reading.pages().get(1));
        assertThat(poison.method()).isEqualTo("failed");
        assertThat(poison.failure()).contains(Reason.of(Reason.Code.TIME_LIMIT));
    }

    @Test
    void unsureTypeAndPalePagesGoToReview() throws IOException {
        fixture.read(fixture.captured("pages=1 score=0.3 confidence=0.2"));

        assertThat(fixture.archive.reading(onlyDocument()).needsReview())
                .containsExactly("type-unsure", "low-confidence");
    }

    @Test
    void documentThatCannotBeUnderstoodIsArchivedWithItsPages() throws IOException {
        fixture.reader.broken(true);

        fixture.read(fixture.captured("pages=1"));

        DocumentReading reading = fixture.archive.reading(onlyDocument());
        assertThat(reading.type()).isEqualTo("other");
        assertThat(reading.needsReview()).containsExactly("type-unsure");
        assertThat(reading.pages()).hasSize(1);
    }

    @Test
    void documentOfMoreWordsThanFitIntoMemoryIsArchivedWithoutSearchablePdf() throws IOException {
        fixture.read(fixture.captured("pages=2 words=250001"));

        DocumentReading reading = fixture.archive.reading(onlyDocument());
        assertThat(fixture.reader.composed).hasValue(0);
        assertThat(reading.searchablePdf()).isEmpty();
        assertThat(reading.needsReview()).containsExactly("type-unsure");
        assertThat(reading.languages()).containsExactly("en");
        assertThat(reading.pages()).hasSize(2);
    }

    @Test
    void separatorSheetDividesAndItsCodeSaysTheCase() throws IOException {
        fixture.read(fixture.captured("pages=4 separator=2 code=case%L-2001-000009 case=L-2001-000001"));

        List<Document> documents = fixture.archive.allDocuments();
        assertThat(documents).hasSize(2);
        assertThat(documents.get(0).caseFiles()).containsExactly(new CaseReference("L-2001-000001"));
        assertThat(documents.get(1).caseFiles()).containsExactly(new CaseReference("L-2001-000009"));
        assertThat(pageNumbers(documents.get(0))).containsExactly(1);
        assertThat(pageNumbers(documents.get(1))).containsExactly(3, 4);
        assertThat(documents).flatExtracting(Document::pages).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void divisionSaysByWhatAndWithWhichSettingsItWasMade() throws IOException {
        Batch batch = fixture.read(fixture.captured("pages=2"));

        assertThat(batch.dividedBy())
                .contains(new Provenance("kartoteka", "divider 1", Map.of(), Map.of("blankPageSeparates", "false")));
    }

    @Test
    void attachmentsAreDocumentsOfTheirOwnAndABadOneDoesNotHarmTheOthers() throws IOException {
        fixture.read(fixture.captured("pages=1 attachments=3 bad=2"));

        List<Document> documents = fixture.archive.allDocuments();
        assertThat(documents).extracting(Document::part).containsExactly(0, 1, 3);
        assertThat(documents).extracting(Document::pages).containsExactly(List.of(1), List.of(2), List.of(3));
        assertThat(fixture.archive.reading(documents.get(0)).needsReview()).containsExactly("page-failed");
        assertThat(fixture.archive.reading(documents.get(1)).original().key().value())
                .startsWith("renditions/components/");
    }

    @Test
    void sidecarFieldsAndCaseWinOverWhatIsPrinted() throws IOException {
        fixture.read(fixture.captured(
                "pages=1 case=L-2001-000001", Map.of("case", "L-2001-000777", "field.phone", "+37199999999")));

        DocumentReading reading = fixture.archive.reading(onlyDocument());
        assertThat(reading.fields())
                .extracting(DocumentReading.Field::name, DocumentReading.Field::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("caseReference", "L-2001-000777"),
                        org.assertj.core.groups.Tuple.tuple("phone", "+37199999999"));
        assertThat(onlyDocument().caseFiles()).containsExactly(new CaseReference("L-2001-000777"));
    }

    @Test
    void bookIsReadAFewPagesAtATime() throws IOException {
        fixture.read(fixture.captured("pages=60"));

        assertThat(fixture.reader.pagesRead).hasSize(60);
        assertThat(fixture.reader.atOnceMax.get()).isBetween(1, 3);
    }

    @Test
    void readerThatIsAwayIsNotTheDocumentsFault() throws IOException {
        BatchId id = fixture.captured("pages=1");
        fixture.reader.away(true);

        assertThatThrownBy(() -> fixture.read(id)).isInstanceOf(RetryLater.class);
        assertThat(fixture.archive.only().state()).isEqualTo(State.WAITING);
        assertThat(fixture.archive.keys("renditions/")).isEmpty();
        fixture.reader.away(false);

        assertThat(fixture.read(id).state()).isEqualTo(State.ARCHIVED);
    }

    @Test
    void stopBeginsNoFurtherPageAndLosesNone() throws IOException {
        BatchId id = fixture.captured("pages=9");
        Batch batch = fixture.room.openBatch().open(id.value()).orElseThrow();
        ReadingJob job = fixture.room.examineOriginal().examine(batch).orElseThrow();

        assertThatThrownBy(() -> fixture.room.readPages().read(job, () -> fixture.reader.pagesRead.size() >= 3))
                .isInstanceOf(RetryLater.class);
        assertThat(fixture.reader.pagesRead).hasSizeLessThan(9);
        fixture.restart();

        assertThat(fixture.read(id).state()).isEqualTo(State.ARCHIVED);
        assertThat(fixture.reader.pagesRead).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void batchThatFailsForNoReasonAgainAndAgainIsSetAsideForAPerson() {
        BatchId id = fixture.captured("pages=1");
        IllegalStateException bug = new IllegalStateException("a bug");

        fixture.room.handleFailure().handle(id.value(), bug);
        assertThat(fixture.archive.only().state()).isEqualTo(State.WAITING);
        fixture.inHand.endOutage();
        assertThat(fixture.inHand.mayTry(WorkList.Kind.READ, id.value())).isFalse();
        fixture.restart();
        fixture.room.handleFailure().handle(id.value(), bug);

        assertThat(fixture.archive.only().reason()).map(Reason::code).contains(Reason.Code.ENGINE_FAILED);
    }

    @Test
    void batchThatFailsForTheMachinesSakeWaitsLongerEachTimeButIsNeverSetAside() {
        BatchId id = fixture.captured("pages=1");

        for (int i = 0; i < 20; i++) {
            fixture.room.handleFailure().handle(id.value(), new RetryLater("away", null));
            assertThat(fixture.inHand.mayTry(WorkList.Kind.READ, id.value())).isFalse();
            fixture.clock.advance(java.time.Duration.ofMinutes(Math.min(60, 1L << Math.min(i, 6))));
            assertThat(fixture.inHand.mayTry(WorkList.Kind.READ, id.value())).isTrue();
        }

        assertThat(fixture.archive.only().state()).isEqualTo(State.WAITING);
    }

    @Test
    void scratchSpaceOfBeforeIsEmptiedAtStart() throws IOException {
        Path old = Files.createDirectories(scratch.resolve("reading/20260101-000000000-0123456789/unpacked"));
        Files.writeString(old.resolve("file"), "left");

        fixture.restart();

        assertThat(old).doesNotExist();
    }

    /** Whatever change the process dies before or after: a restart ends the same, without reading a stored page again. */
    @Test
    void deathAtAnyPointEndsInTheSameState() throws IOException {
        String script = "pages=3 separator=2 attachments=1 poison=3 case=L-2001-000001";
        fixture.read(fixture.captured(script));
        Set<String> expected = withoutIds(fixture.archive.keys(""));
        int points = 0;
        for (boolean done : List.of(false, true)) {
            for (int after = 0; ; after++) {
                ReadingFixture dying = new ReadingFixture(scratch.resolve(done + "-" + after));
                BatchId id = dying.captured(script);
                dying.store.crashAfter(after, done);
                boolean died = dies(dying, id);
                dying.restart();
                Batch batch = dying.read(id);

                assertThat(batch.state())
                        .as("died %s change %d", done ? "after" : "before", after)
                        .isEqualTo(State.ARCHIVED);
                assertThat(withoutIds(dying.archive.keys("")))
                        .as("died %s change %d", done ? "after" : "before", after)
                        .isEqualTo(expected);
                if (!died) {
                    break;
                }
                points++;
            }
        }
        assertThat(points).isGreaterThan(30);
    }

    private static boolean dies(ReadingFixture dying, BatchId id) throws IOException {
        try {
            dying.read(id);
            return false;
        } catch (CrashingStore.Crash e) {
            return true;
        }
    }

    private static Set<String> withoutIds(List<String> keys) {
        Set<String> set = new TreeSet<>();
        keys.forEach(key -> set.add(key.replaceAll("\\d{8}-\\d{9}-[0-9a-f]{10}", "ID")));
        return set;
    }

    private Document onlyDocument() {
        List<Document> documents = fixture.archive.allDocuments();
        assertThat(documents).hasSize(1);
        return documents.get(0);
    }

    private List<Integer> pageNumbers(Document document) {
        return fixture.archive.reading(document).pages().stream()
                .map(ref -> fixture.archive.renditions.pageText(ref).pageNumber())
                .toList();
    }
}
