package org.kartoteka.archive.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.casefile.CaseFile.State;
import org.kartoteka.archive.casefile.CaseFileChange.To;
import org.kartoteka.archive.casefile.CaseFileChanges.Opening;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.store.FaultyObjectStore;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;

final class CaseFileChangesTest {
    private static final Actor ANNA = Actor.user("anna");
    private static final Actor BERT = Actor.user("bert");
    private static final CaseReference FIRST = new CaseReference("L-2026-000001");
    private static final CaseReference SECOND = new CaseReference("L-2026-000002");
    private static final CaseFileChange TO_ANNA = assigned("anna");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Archive archive = SmallArchive.open(store);
    private final CaseFileChanges changes = archive.caseFileChanges();

    @Test
    void issuesOneNumberAfterTheOther() {
        assertThat(open("").reference()).isEqualTo(FIRST);
        assertThat(open("").reference()).isEqualTo(SECOND);
    }

    @Test
    void passesOverNumbersThatPaperBroughtAlong() {
        archive.caseFiles().file(Filing.of(FIRST, HowFiled.REFERENCE, SmallArchive.READER), SmallArchive.FIRST);
        archive.caseFiles()
                .file(
                        Filing.of(new CaseReference("L-2026-999999"), HowFiled.REFERENCE, SmallArchive.READER),
                        SmallArchive.FIRST);

        assertThat(open("").reference()).isEqualTo(SECOND);
    }

    @Test
    void twoNodesThatIssueAtOnceNeverGetTheSameNumber() throws Exception {
        int each = 25;
        List<Callable<CaseReference>> work = new ArrayList<>();
        for (Archive node : List.of(SmallArchive.open(store), SmallArchive.open(store), SmallArchive.open(store))) {
            for (int i = 0; i < each; i++) {
                work.add(() -> node.caseFileChanges()
                        .open(new Opening(Optional.empty(), "", CaseFileChange.NOTHING), ANNA)
                        .reference());
            }
        }
        Set<CaseReference> issued = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<CaseReference> one : threads.invokeAll(work)) {
                issued.add(one.get());
            }
        }

        assertThat(issued).hasSize(3 * each);
    }

    @Test
    void aRepeatedCommandOpensNoSecondCaseFile() {
        CaseFile opened = changes.open(new Opening(Optional.empty(), "click-1", titled("Invoice")), ANNA);

        assertThat(changes.open(new Opening(Optional.empty(), "click-1", titled("Invoice")), ANNA))
                .isEqualTo(opened);
        assertThat(changes.open(new Opening(Optional.empty(), "click-2", titled("Invoice")), ANNA)
                        .reference())
                .isEqualTo(SECOND);
    }

    @Test
    void opensUnderAPrintedReferenceOnce() {
        Opening opening = new Opening(Optional.of(new CaseReference("X-77")), "", CaseFileChange.NOTHING);
        changes.open(opening, ANNA);

        assertThatThrownBy(() -> changes.open(opening, BERT)).isInstanceOf(CaseFileExists.class);
    }

    @Test
    void openingThatDiesAnywhereIsFinishedByTheSameCommandAndNothingIsFoundBroken() {
        for (int write = 1; write <= 3; write++) {
            for (boolean happens : new boolean[] {false, true}) {
                InMemoryObjectStore disk = new InMemoryObjectStore();
                SmallArchive.open(disk);
                Opening opening = new Opening(Optional.empty(), "click", titled("Invoice"));
                ObjectStore dying = new FaultyObjectStore(disk, write).crashAtWrite(write, happens);
                assertThatThrownBy(
                                () -> SmallArchive.open(dying).caseFileChanges().open(opening, ANNA))
                        .isInstanceOf(FaultyObjectStore.Crashed.class);
                assertThat(findings(disk)).isEmpty();

                Archive again = SmallArchive.open(disk);
                CaseFile file = again.caseFileChanges().open(opening, ANNA);

                assertThat(file.reference()).isEqualTo(FIRST);
                assertThat(again.caseFileTexts().description(file).title()).isEqualTo("Invoice");
                assertThat(again.caseFiles().list(Optional.empty(), 10)).containsExactly(FIRST);
                assertThat(findings(disk)).isEmpty();
            }
        }
    }

    @Test
    void oneCommandIsOneRecordWithAnEventForEachChange() {
        open("");
        CaseFileChange change = new CaseFileChange(
                Optional.of(State.CLOSED),
                Optional.of(new To<>(Optional.of("anna"))),
                Optional.of(new To<>(Optional.of(LocalDate.of(2026, 12, 1)))),
                Optional.of("  Invoice \n of Jānis "),
                Optional.of(List.of("10033417", " 10033417 ", "")),
                Optional.empty());

        CaseFile file = changes.change(FIRST, 1, change, ANNA);

        assertThat(file.sequence()).isEqualTo(2);
        assertThat(file.standing().assignee()).hasValue("anna");
        assertThat(file.standing().due()).hasValue(LocalDate.of(2026, 12, 1));
        assertThat(file.isOpen()).isFalse();
        assertThat(archive.caseFileTexts().description(file))
                .isEqualTo(new Description("Invoice of Jānis", List.of("10033417"), List.of()));
        assertThat(archive.events().read(CaseFileEvents.chain(FIRST)).get(1).events())
                .extracting(Event::type)
                .containsExactly("description", "assignment", "deadline", "closing");
    }

    @Test
    void whatIsSaidAgainIsNoEvent() {
        open("");
        changes.change(FIRST, 1, TO_ANNA, ANNA);

        assertThat(changes.change(FIRST, 2, TO_ANNA, BERT).sequence()).isEqualTo(2);
    }

    @Test
    void secondOfTwoPersonsIsToldWhatTheFirstChanged() {
        open("");
        changes.change(FIRST, 1, TO_ANNA, ANNA);

        CaseFileChanged changed =
                catchThrowableOfType(CaseFileChanged.class, () -> changes.change(FIRST, 1, assigned("bert"), BERT));

        assertThat(changed.now().standing().assignee()).hasValue("anna");
        assertThat(changed.since())
                .singleElement()
                .satisfies(record -> assertThat(record.actor()).isEqualTo(ANNA));
        assertThat(archive.caseFiles().find(FIRST).orElseThrow().sequence()).isEqualTo(2);
    }

    @Test
    void closingIsToldOfADocumentThatCameMeanwhile() {
        open("");
        archive.caseFiles().file(Filing.of(FIRST, HowFiled.FOLDER, SmallArchive.READER), SmallArchive.FIRST);

        assertThatThrownBy(() -> changes.change(FIRST, 1, in(State.CLOSED), ANNA))
                .isInstanceOf(CaseFileChanged.class);
    }

    @Test
    void aCommandWhoseAnswerWasLostMayBeRepeated() {
        open("");
        CaseFile changed = changes.change(FIRST, 1, TO_ANNA, ANNA);
        assertThat(changes.change(FIRST, 1, TO_ANNA, ANNA)).isEqualTo(changed);
        CaseFile noted = changes.note(FIRST, 2, new Note("He rang."), ANNA);

        assertThat(changes.note(FIRST, 2, new Note("He rang."), ANNA)).isEqualTo(noted);
        assertThat(changed.sequence()).isEqualTo(2);
        assertThat(archive.caseFiles().find(FIRST).orElseThrow().notes()).hasSize(1);
    }

    @Test
    void aNoteGoesInWhateverOthersDidMeanwhile() {
        open("");
        changes.change(FIRST, 1, TO_ANNA, ANNA);

        CaseFile file = changes.note(FIRST, 1, new Note("She\r\nrang.\u0007"), BERT);

        assertThat(file.notes()).hasSize(1);
        assertThat(archive.caseFileTexts().note(FIRST, file.notes().getFirst().digest()))
                .hasValue(new Note("She\nrang."));
        assertThat(archive.events().read(CaseFileEvents.chain(FIRST)).toString())
                .doesNotContain("rang");
    }

    @Test
    void documentsMayComeIntoAClosedCaseFileWhichStaysClosedAndSaysSo() {
        open("");
        changes.change(FIRST, 1, in(State.CLOSED), ANNA);

        CaseFile file =
                archive.caseFiles().file(Filing.of(FIRST, HowFiled.REFERENCE, SmallArchive.READER), SmallArchive.FIRST);

        assertThat(file.isOpen()).isFalse();
        assertThat(file.filedSinceClosing()).isEqualTo(1);
        assertThat(changes.change(FIRST, 3, in(State.OPEN), ANNA).filedSinceClosing())
                .isZero();
    }

    @Test
    void refusesWhatCannotBe() {
        open("");

        assertThatThrownBy(() -> assigned("Anna Bērziņa")).isInstanceOf(InvalidCaseFile.class);
        assertThatThrownBy(() -> new Note(" \n ")).isInstanceOf(InvalidCaseFile.class);
        assertThatThrownBy(() -> changes.change(FIRST, 1, titled("x".repeat(201)), ANNA))
                .isInstanceOf(InvalidCaseFile.class);
        assertThatThrownBy(() -> changes.change(SECOND, 1, TO_ANNA, ANNA)).isInstanceOf(NoSuchCaseFile.class);
        assertThatThrownBy(() -> changes.note(SECOND, 1, new Note("?"), ANNA)).isInstanceOf(NoSuchCaseFile.class);
    }

    private CaseFile open(String request) {
        return changes.open(new Opening(Optional.empty(), request, CaseFileChange.NOTHING), ANNA);
    }

    private static CaseFileChange assigned(String user) {
        return new CaseFileChange(
                Optional.empty(),
                Optional.of(new To<>(Optional.of(user))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static CaseFileChange in(State state) {
        return new CaseFileChange(
                Optional.of(state),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static CaseFileChange titled(String title) {
        return new CaseFileChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(title),
                Optional.empty(),
                Optional.empty());
    }

    private static List<Finding> findings(ObjectStore store) {
        List<Finding> findings = new ArrayList<>();
        new ArchiveVerifier(store).verify(Optional.empty(), findings::add);
        return findings;
    }
}
