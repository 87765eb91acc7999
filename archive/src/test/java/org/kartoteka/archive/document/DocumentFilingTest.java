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
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFileChange;
import org.kartoteka.archive.casefile.CaseFileChanges.Opening;
import org.kartoteka.archive.casefile.CaseFileEvents;
import org.kartoteka.archive.casefile.Filing;
import org.kartoteka.archive.casefile.HowFiled;
import org.kartoteka.archive.casefile.NoSuchCaseFile;
import org.kartoteka.archive.document.DocumentFiling.Move;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.store.FaultyObjectStore;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;
import org.kartoteka.archive.work.WorkList;

final class DocumentFilingTest {
    private static final Actor ANNA = Actor.user("anna");
    private static final DocumentId ID = SmallArchive.FIRST;
    private static final CaseReference OTHER = new CaseReference("K-77");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Archive archive = SmallArchive.open(store);

    @BeforeEach
    void build() {
        SmallArchive.build(archive);
        archive.caseFileChanges().open(new Opening(Optional.of(OTHER), "", CaseFileChange.NOTHING), ANNA);
    }

    @Test
    void filesByHandInAFurtherCaseFile() {
        Document after = archive.filing().file(ID, 1, OTHER, ANNA);

        assertThat(after.caseFiles()).containsExactly(SmallArchive.CASE, OTHER);
        assertThat(caseFile(OTHER).filed()).singleElement().satisfies(filed -> {
            assertThat(filed.how()).isEqualTo(HowFiled.HAND);
            assertThat(filed.by()).isEqualTo(ANNA);
        });
        assertThat(archive.indexProjection().of(ID).orElseThrow().caseReferences())
                .containsExactly(SmallArchive.CASE.value(), OTHER.value());
        assertThat(archive.workList().contains(WorkList.Kind.INDEX, ID.value())).isTrue();
        assertThat(findings(store)).isEmpty();
    }

    @Test
    void aMoveKeepsItsHistoryInBothCaseFiles() {
        archive.filing().move(ID, 1, new Move(SmallArchive.CASE, OTHER), ANNA);

        assertThat(caseFile(SmallArchive.CASE).documents()).isEmpty();
        assertThat(caseFile(OTHER).documents()).containsExactly(ID);
        assertThat(last(SmallArchive.CASE).data()).containsEntry("to", OTHER.value());
        assertThat(last(OTHER).data()).containsEntry("from", SmallArchive.CASE.value());
        assertThat(findings(store)).isEmpty();
    }

    @Test
    void doesNothingWhereItIsAsWantedAlready() {
        archive.filing().move(ID, 1, new Move(SmallArchive.CASE, OTHER), ANNA);

        assertThat(archive.filing()
                        .move(ID, 1, new Move(SmallArchive.CASE, OTHER), ANNA)
                        .sequence())
                .isEqualTo(2);
        assertThat(archive.filing().file(ID, 1, OTHER, ANNA).sequence()).isEqualTo(2);
        assertThat(archive.filing().takeOut(ID, 1, SmallArchive.CASE, ANNA).sequence())
                .isEqualTo(2);
    }

    @Test
    void comesBackWhereItWasTakenOut() {
        archive.filing().takeOut(ID, 1, SmallArchive.CASE, ANNA);
        assertThat(caseFile(SmallArchive.CASE).documents()).isEmpty();

        Document back = archive.filing().file(ID, 2, SmallArchive.CASE, ANNA);

        assertThat(back.left()).isEmpty();
        assertThat(caseFile(SmallArchive.CASE).documents()).containsExactly(ID);
        assertThat(findings(store)).isEmpty();
    }

    @Test
    void secondOfTwoPersonsIsToldWhatTheFirstDid() {
        archive.filing().takeOut(ID, 1, SmallArchive.CASE, ANNA);

        DocumentChanged changed = catchThrowableOfType(
                DocumentChanged.class, () -> archive.filing().file(ID, 1, OTHER, Actor.user("bert")));

        assertThat(changed.since())
                .singleElement()
                .satisfies(record -> assertThat(record.actor()).isEqualTo(ANNA));
        assertThat(caseFile(OTHER).documents()).isEmpty();
    }

    @Test
    void opensNoCaseFileForAMistypedReference() {
        assertThatThrownBy(() -> archive.filing().file(ID, 1, new CaseReference("K-78"), ANNA))
                .isInstanceOf(NoSuchCaseFile.class);
        assertThat(archive.documents().find(ID).orElseThrow().sequence()).isEqualTo(1);
    }

    @Test
    void aCorrectedReferenceLeavesItWhereAPersonFiledIt() {
        archive.filing().file(ID, 1, OTHER, ANNA);
        CaseReference corrected = new CaseReference("L-2001-009999");

        archive.corrections()
                .correct(
                        ID,
                        2,
                        new Correction(
                                Optional.empty(),
                                Optional.empty(),
                                Map.of("caseReference", List.of(corrected.value()))),
                        ANNA);

        assertThat(archive.documents().find(ID).orElseThrow().caseFiles()).containsExactly(corrected, OTHER);
        assertThat(caseFile(SmallArchive.CASE).documents()).isEmpty();
        assertThat(findings(store)).isEmpty();
    }

    @Test
    void readsDocumentsOfEarlierVersionsAndFilesThemOn() {
        Filing said = Filing.of(SmallArchive.CASE, HowFiled.REFERENCE, SmallArchive.READER);
        Event stored = archive.events()
                .read(DocumentEvents.chain(ID))
                .getFirst()
                .events()
                .getFirst();
        assertThat(stored.version()).isEqualTo(2);
        assertThat(archive.documents().find(ID).orElseThrow().filings()).containsExactly(said);

        Map<String, Object> data = new java.util.HashMap<>(stored.data());
        data.remove("filedBy");
        InMemoryObjectStore old = new InMemoryObjectStore();
        Archive before = SmallArchive.open(old);
        before.events()
                .append(
                        DocumentEvents.chain(ID),
                        List.of(),
                        SmallArchive.READER,
                        List.of(Event.of(DocumentEvents.INGESTION, data)));
        before.events()
                .append(
                        CaseFileEvents.chain(SmallArchive.CASE),
                        List.of(),
                        SmallArchive.READER,
                        List.of(Event.of("opening", Map.of()), Event.of("filing", Map.of("document", ID.value()))));

        assertThat(before.documents().find(ID).orElseThrow().filings())
                .containsExactly(Filing.of(SmallArchive.CASE, HowFiled.UNKNOWN, SmallArchive.READER));
        before.filing().takeOut(ID, 1, SmallArchive.CASE, ANNA);
        assertThat(before.caseFiles().find(SmallArchive.CASE).orElseThrow().documents())
                .isEmpty();
    }

    @Test
    void aMoveThatDiesAnywhereIsFinishedByWhoeverIndexes() {
        int writes = 5;
        for (int write = 1; write <= writes; write++) {
            for (boolean happens : new boolean[] {false, true}) {
                InMemoryObjectStore disk = new InMemoryObjectStore();
                SmallArchive.build(SmallArchive.open(disk));
                SmallArchive.open(disk)
                        .caseFileChanges()
                        .open(new Opening(Optional.of(OTHER), "", CaseFileChange.NOTHING), ANNA);
                ObjectStore dying = new FaultyObjectStore(disk, write).crashAtWrite(write, happens);
                assertThatThrownBy(() ->
                                SmallArchive.open(dying).filing().move(ID, 1, new Move(SmallArchive.CASE, OTHER), ANNA))
                        .isInstanceOf(FaultyObjectStore.Crashed.class);
                assertThat(findings(disk)).as("after write %d", write).isEmpty();

                Archive again = SmallArchive.open(disk);
                boolean marked = again.workList().contains(WorkList.Kind.INDEX, ID.value());
                boolean committed = again.documents().find(ID).orElseThrow().sequence() == 2;
                again.filing().settle(ID);
                again.workList().remove(WorkList.Kind.INDEX, ID.value());

                assertThat(!committed || marked).isTrue();
                assertThat(again.caseFiles().find(OTHER).orElseThrow().holds(ID))
                        .isEqualTo(committed);
                assertThat(again.caseFiles()
                                .find(SmallArchive.CASE)
                                .orElseThrow()
                                .holds(ID))
                        .isEqualTo(!committed);
                assertThat(findings(disk)).as("after write %d", write).isEmpty();
            }
        }
    }

    private CaseFile caseFile(CaseReference reference) {
        return archive.caseFiles().find(reference).orElseThrow();
    }

    private Event last(CaseReference reference) {
        return archive.events()
                .read(CaseFileEvents.chain(reference))
                .getLast()
                .events()
                .getLast();
    }

    private static List<Finding> findings(ObjectStore store) {
        List<Finding> findings = new ArrayList<>();
        new ArchiveVerifier(store).verify(Optional.empty(), findings::add);
        return findings;
    }
}
