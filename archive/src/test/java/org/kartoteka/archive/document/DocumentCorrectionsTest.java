package org.kartoteka.archive.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.work.WorkList;

class DocumentCorrectionsTest {
    private static final Actor ANNA = Actor.user("anna");
    private static final DocumentId ID = SmallArchive.FIRST;
    private static final CaseReference OTHER = new CaseReference("L-2001-009999");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Archive archive = SmallArchive.open(store);

    @BeforeEach
    void build() {
        SmallArchive.build(archive);
    }

    @Test
    void setTypeHoldsAndTheMachinesFindingStays() {
        Document after = archive.corrections().correct(ID, 1, type("invoice"), ANNA);

        assertThat(after.sequence()).isEqualTo(2);
        assertThat(archive.readings().of(after).type()).isEqualTo("invoice");
        assertThat(archive.readings().of(after).typeScore()).isEqualTo(1);
        assertThat(archive.readings().found(after).type()).isEqualTo("complaint");
        assertThat(events().getLast().events().getFirst().data())
                .containsEntry("type", Map.of("from", "complaint", "to", "invoice"));
        assertThat(events().getLast().actor()).isEqualTo(ANNA);
    }

    @Test
    void laterReadingNeverTakesThePlaceOfWhatAPersonSet() {
        Document after = archive.corrections().correct(ID, 1, fields("phone", List.of("+371 2999 9999")), ANNA);
        DocumentReading later = SmallArchive.reading(List.of(), after.reading(), Optional.empty());

        assertThat(values(archive.readings().above(later, after), "phone")).containsExactly("+37129999999");
    }

    @Test
    void takenBackHoldsWhatHeldBeforeAndBothStayInTheChain() {
        archive.corrections().correct(ID, 1, type("letter"), ANNA);
        archive.corrections().correct(ID, 2, type("invoice"), ANNA);

        Document once = archive.corrections().withdraw(ID, 3, ANNA);
        Document twice = archive.corrections().withdraw(ID, 4, ANNA);

        assertThat(archive.readings().of(once).type()).isEqualTo("letter");
        assertThat(archive.readings().of(twice)).isEqualTo(archive.readings().found(twice));
        assertThat(twice.corrected().type()).isEmpty();
        assertThat(events()).hasSize(5);
        assertThat(events().get(3).events().getFirst().data()).isEqualTo(Map.of("of", 3L));
        assertThat(events().get(4).events().getFirst().data()).isEqualTo(Map.of("of", 2L));
        assertThatThrownBy(() -> archive.corrections().withdraw(ID, 5, ANNA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no correction");
    }

    @Test
    void takenBackGoesBackToItsCaseFiles() {
        archive.corrections().correct(ID, 1, fields("caseReference", List.of(OTHER.value())), ANNA);

        Document after = archive.corrections().withdraw(ID, 2, ANNA);

        assertThat(after.caseFiles()).containsExactly(SmallArchive.CASE);
        assertThat(archive.caseFiles()
                        .find(SmallArchive.CASE)
                        .map(CaseFile::documents)
                        .orElseThrow())
                .contains(ID);
        assertThat(archive.caseFiles().find(OTHER).map(CaseFile::documents).orElseThrow())
                .doesNotContain(ID);
    }

    @Test
    void whatWasFiledByHandSinceStaysWhenACorrectionIsTakenBack() {
        CaseReference third = new CaseReference("L-2001-007777");
        archive.corrections().correct(SmallArchive.SECOND, 1, fields("caseReference", List.of(third.value())), ANNA);
        archive.corrections().correct(ID, 1, fields("caseReference", List.of(OTHER.value())), ANNA);
        archive.filing().file(ID, 2, third, ANNA);

        Document after = archive.corrections().withdraw(ID, 3, ANNA);

        assertThat(after.caseFiles()).containsExactlyInAnyOrder(SmallArchive.CASE, third);
        assertThat(archive.caseFiles().find(third).map(CaseFile::documents).orElseThrow())
                .contains(ID);
    }

    @Test
    void nobodyTakesBackWhatSomebodyBuiltOnMeanwhile() {
        archive.corrections().correct(ID, 1, type("letter"), ANNA);
        archive.corrections().correct(ID, 2, type("invoice"), Actor.user("berta"));

        assertThat(catchThrowableOfType(
                                DocumentChanged.class,
                                () -> archive.corrections().withdraw(ID, 2, ANNA))
                        .since())
                .hasSize(1);
    }

    @Test
    void valuesOfFieldsAreNotInTheChain() {
        archive.corrections().correct(ID, 1, fields("customerName", List.of("Jānis Bērziņš")), ANNA);

        assertThat(events().getLast().events().getFirst().data().toString()).doesNotContain("Bērziņš");
        assertThat(archive.readings().of(find()).fields())
                .anyMatch(field -> field.name().equals("customerName")
                        && field.value().equals("Jānis Bērziņš")
                        && CurrentReadings.PERSON.equals(field.source()));
    }

    @Test
    void laterCorrectionKeepsWhatAnEarlierOneSet() {
        archive.corrections().correct(ID, 1, fields("customerName", List.of("Jānis Bērziņš")), ANNA);
        archive.corrections().correct(ID, 2, fields("phone", List.of()), ANNA);

        DocumentReading reading = archive.readings().of(find());
        assertThat(values(reading, "customerName")).containsExactly("Jānis Bērziņš");
        assertThat(values(reading, "phone")).isEmpty();
    }

    @Test
    void secondOfTwoClerksIsToldWhatChanged() {
        archive.corrections().correct(ID, 1, type("invoice"), ANNA);

        DocumentChanged changed = catchThrowableOfType(
                DocumentChanged.class, () -> archive.corrections().correct(ID, 1, type("letter"), Actor.user("bert")));

        assertThat(changed.now().sequence()).isEqualTo(2);
        assertThat(changed.since())
                .singleElement()
                .satisfies(record -> assertThat(record.actor()).isEqualTo(ANNA));
        assertThat(archive.readings().of(find()).type()).isEqualTo("invoice");
    }

    @Test
    void correctedCaseReferenceMovesTheDocument() {
        archive.corrections().correct(ID, 1, fields("caseReference", List.of("l-2001/009999")), ANNA);

        assertThat(caseFile(OTHER)).containsExactly(ID);
        assertThat(caseFile(SmallArchive.CASE)).isEmpty();
        assertThat(find().caseFiles()).containsExactly(OTHER);

        archive.corrections().correct(ID, 2, fields("caseReference", List.of(SmallArchive.CASE.value())), ANNA);

        assertThat(caseFile(OTHER)).isEmpty();
        assertThat(caseFile(SmallArchive.CASE)).containsExactly(ID);
    }

    @Test
    void indexEntrySaysWhatHolds() {
        archive.corrections()
                .correct(
                        ID,
                        1,
                        new Correction(
                                Optional.of("invoice"),
                                Optional.of(List.of("lt")),
                                Map.of("date", List.of("2002-01-31"))),
                        ANNA);

        IndexedDocument entry = archive.indexProjection().of(ID).orElseThrow();

        assertThat(archive.workList().contains(WorkList.Kind.INDEX, ID.value())).isTrue();
        assertThat(entry.version()).isEqualTo(2);
        assertThat(entry.type()).isEqualTo("invoice");
        assertThat(entry.languages()).containsExactly("lt");
        assertThat(entry.pages()).allMatch(page -> page.language().equals("lt"));
        assertThat(entry.documentDate().orElseThrow()).hasToString("2002-01-31");
    }

    @Test
    void namesTheDocumentOfEachCorrection() {
        archive.corrections().correct(ID, 1, type("invoice"), ANNA);
        archive.corrections().correct(ID, 2, type("letter"), ANNA);
        archive.corrections().correct(SmallArchive.SECOND, 1, type("letter"), ANNA);

        List<DocumentId> corrected = new ArrayList<>();
        archive.corrections().forEach(2, corrected::add);
        assertThat(corrected).containsExactly(ID, ID, SmallArchive.SECOND);
    }

    @ParameterizedTest
    @CsvSource({
        "amount, '1 234,5', 1234.50",
        "amount, '1.234,56', 1234.56",
        "phone, '(371) 2000-0000', 37120000000",
        "caseReference, l-2001/004512, L-2001-004512",
        "currency, eur, EUR",
        "date, 2001-10-05, 2001-10-05"
    })
    void bringsValuesIntoTheirForm(String name, String typed, String kept) {
        assertThat(fields(name, List.of(typed)).fields().get(name)).containsExactly(kept);
    }

    @ParameterizedTest
    @CsvSource({"date, 2001-13-05", "amount, much", "phone, call me", "caseReference, '?'", "'Colour!', blue"})
    void refusesWhatCannotBeAValue(String name, String typed) {
        assertThatThrownBy(() -> fields(name, List.of(typed))).isInstanceOf(InvalidCorrection.class);
    }

    @Test
    void refusesACorrectionOfNothing() {
        assertThatThrownBy(() -> new Correction(Optional.empty(), Optional.empty(), Map.of()))
                .isInstanceOf(InvalidCorrection.class);
    }

    private static Correction type(String code) {
        return new Correction(Optional.of(code), Optional.empty(), Map.of());
    }

    private static Correction fields(String name, List<String> values) {
        return new Correction(Optional.empty(), Optional.empty(), Map.of(name, values));
    }

    private static List<String> values(DocumentReading reading, String name) {
        return reading.fields().stream()
                .filter(field -> field.name().equals(name))
                .map(DocumentReading.Field::value)
                .toList();
    }

    private Document find() {
        return archive.documents().find(ID).orElseThrow();
    }

    private List<DocumentId> caseFile(CaseReference reference) {
        return archive.caseFiles().find(reference).map(CaseFile::documents).orElse(List.of());
    }

    private List<org.kartoteka.archive.event.EventRecord> events() {
        return archive.events().read(new ChainId(ChainId.Kind.DOCUMENT, ID.value()));
    }
}
