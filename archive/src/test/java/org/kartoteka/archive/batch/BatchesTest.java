package org.kartoteka.archive.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kartoteka.archive.SmallArchive.DIVIDER;
import static org.kartoteka.archive.SmallArchive.INTAKE;
import static org.kartoteka.archive.SmallArchive.READER;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.work.WorkList;

final class BatchesTest {
    private static final ObjectContent BYTES = SmallArchive.content("a letter");
    private static final BatchId ID = SmallArchive.LETTER;
    private static final List<PlannedDocument> PLAN =
            List.of(new PlannedDocument(Batches.documentId(ID, 1), 0, List.of(1)));

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final List<String> hints = new ArrayList<>();
    private Archive archive = SmallArchive.open(store);
    private Batches batches = archive.batches();

    @BeforeEach
    void open() {
        archive = Archive.open(store, (kind, id) -> hints.add(kind.text() + " " + id), SmallArchive.CLOCK);
        batches = archive.batches();
    }

    @Test
    void keepsOriginalArrivalAndMarkerOfWhatItCaptures() {
        Batch batch = SmallArchive.capture(archive, ID, "mail", BYTES);

        assertThat(batch.state()).isEqualTo(State.WAITING);
        assertThat(batch.original()).contains(BYTES.digest());
        assertThat(batches.find(ID)).contains(batch);
        assertThat(batches.arrival(ID)).isEqualTo(SmallArchive.arrival(ID, "mail", BYTES.sizeBytes()));
        assertThat(new Originals(store).isIntact(BYTES.digest())).isTrue();
        assertThat(archive.workList().list(WorkList.Kind.READ, "", 10)).containsExactly(ID.value());
        assertThat(hints).containsExactly("read " + ID);
    }

    @Test
    void mayCaptureTheSameFileAgainButNeverOtherBytesUnderItsName() {
        Batch batch = SmallArchive.capture(archive, ID, "mail", BYTES);

        assertThat(SmallArchive.capture(archive, ID, "mail", BYTES)).isEqualTo(batch);
        assertThatThrownBy(() -> SmallArchive.capture(archive, ID, "mail", SmallArchive.content("another")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("other bytes");
    }

    @Test
    void callsTheSecondBatchWithTheSameBytesADuplicate() {
        SmallArchive.capture(archive, ID, "mail", BYTES);
        Batch again = SmallArchive.capture(archive, SmallArchive.AGAIN, "fax", BYTES);

        assertThat(again.state()).isEqualTo(State.DUPLICATE);
        assertThat(again.duplicateOf()).contains(ID);
        assertThat(archive.workList().contains(WorkList.Kind.READ, SmallArchive.AGAIN.value()))
                .isFalse();
        assertThat(batches.divide(SmallArchive.AGAIN, planOf(SmallArchive.AGAIN), DIVIDER, READER)
                        .state())
                .isEqualTo(State.DUPLICATE);
    }

    @Test
    void triesAQuarantinedBatchAgainWhenItsBytesComeAgain() {
        SmallArchive.capture(archive, ID, "mail", BYTES);
        batches.quarantine(ID, Reason.of(Reason.Code.TIME_LIMIT), READER);

        Batch again = SmallArchive.capture(archive, SmallArchive.AGAIN, "fax", BYTES);

        assertThat(again.duplicateOf()).contains(ID);
        assertThat(batches.find(ID)).map(Batch::state).contains(State.WAITING);
        assertThat(archive.workList().list(WorkList.Kind.READ, "", 10)).containsExactly(ID.value());
    }

    private static List<PlannedDocument> planOf(BatchId id) {
        return List.of(new PlannedDocument(Batches.documentId(id, 1), 0, List.of(1)));
    }

    @Test
    void doesNotTakeResponsibilityForWhatDoesNotReadBack() {
        store.create(Originals.key(BYTES.digest()), BYTES);
        store.overwrite(Originals.key(BYTES.digest()), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> SmallArchive.capture(archive, ID, "mail", BYTES))
                .isInstanceOf(ObjectStoreException.Corrupt.class)
                .hasMessageContaining("the file stays where it is");
        assertThat(batches.find(ID)).isEmpty();
    }

    @Test
    void archivesABatchOnlyWhenAllItsDocumentsAreIngested() {
        SmallArchive.capture(archive, ID, "mail", BYTES);
        assertThatThrownBy(() -> batches.finish(ID, READER)).hasMessageContaining("not divided yet");
        batches.divide(ID, PLAN, DIVIDER, READER);
        assertThatThrownBy(() -> batches.finish(ID, READER)).hasMessageContaining("not ingested yet");

        SmallArchive.ingest(archive, PLAN.getFirst(), ID, BYTES, List.of(SmallArchive.CASE));
        Batch batch = batches.finish(ID, READER);

        assertThat(batch.state()).isEqualTo(State.ARCHIVED);
        assertThat(batches.finish(ID, READER)).isEqualTo(batch);
        assertThat(batches.quarantine(ID, Reason.of(Reason.Code.DAMAGED), READER))
                .isEqualTo(batch);
        assertThat(archive.workList().list(WorkList.Kind.READ, "", 10)).isEmpty();
        assertThat(archive.caseFiles().find(SmallArchive.CASE).orElseThrow().documents())
                .containsExactly(PLAN.getFirst().id());
    }

    @Test
    void keepsTheFirstPlan() {
        SmallArchive.capture(archive, ID, "mail", BYTES);
        batches.divide(ID, PLAN, DIVIDER, READER);
        PlannedDocument other = new PlannedDocument(Batches.documentId(ID, 1), 0, List.of(1, 2));

        assertThat(batches.divide(ID, List.of(other), DIVIDER, READER).division())
                .isEqualTo(PLAN);
        assertThatThrownBy(() -> batches.divide(ID, List.of(), DIVIDER, READER))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> batches.divide(ID, planOf(SmallArchive.AGAIN), DIVIDER, READER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatMadeThePlan() {
        SmallArchive.capture(archive, ID, "mail", BYTES);

        assertThat(batches.divide(ID, PLAN, DIVIDER, READER).dividedBy()).contains(DIVIDER);
        assertThat(batches.find(ID).flatMap(Batch::dividedBy)).contains(DIVIDER);
    }

    @Test
    void readsAPlanOfOldThatDoesNotSayWhatMadeIt() {
        SmallArchive.capture(archive, ID, "mail", BYTES);
        appendDivision(1);

        Batch batch = batches.find(ID).orElseThrow();
        assertThat(batch.division()).isEqualTo(PLAN);
        assertThat(batch.dividedBy()).isEmpty();
    }

    @Test
    void refusesAPlanOfAVersionItDoesNotKnow() {
        SmallArchive.capture(archive, ID, "mail", BYTES);
        appendDivision(3);

        assertThatThrownBy(() -> batches.find(ID))
                .isInstanceOf(ChainBroken.class)
                .hasMessageContaining("unknown version 3");
    }

    private void appendDivision(int version) {
        Map<String, Object> document = Map.of("id", PLAN.getFirst().id().value(), "part", 0, "pages", List.of(1));
        Event division = new Event("division", version, Map.of("documents", List.of(document)));
        archive.events().change(BatchEvents.chain(ID), READER, _ -> List.of(division));
    }

    @Test
    void countsTheAttempts() {
        assertThat(SmallArchive.capture(archive, ID, "mail", BYTES).attempt()).isEqualTo(1);
        for (int attempt = 2; attempt <= 3; attempt++) {
            batches.quarantine(ID, Reason.of(Reason.Code.TIME_LIMIT), READER);

            assertThat(batches.retry(ID, INTAKE).attempt()).isEqualTo(attempt);
        }
        batches.divide(ID, PLAN, DIVIDER, READER);

        assertThat(batches.find(ID).orElseThrow().attempt()).isEqualTo(3);
    }

    @Test
    void setsABatchAsideAndGivesItAnotherTry() {
        SmallArchive.capture(archive, ID, "mail", BYTES);
        Reason reason = Reason.of(Reason.Code.TIME_LIMIT);

        Batch quarantined = batches.quarantine(ID, reason, READER);
        assertThat(quarantined.state()).isEqualTo(State.QUARANTINED);
        assertThat(quarantined.reason()).contains(reason);
        assertThat(archive.workList().contains(WorkList.Kind.READ, ID.value())).isFalse();

        Batch retried = batches.retry(ID, INTAKE);
        assertThat(retried.state()).isEqualTo(State.WAITING);
        assertThat(retried.reason()).isEmpty();
        assertThat(archive.workList().contains(WorkList.Kind.READ, ID.value())).isTrue();
        assertThat(batches.retry(ID, INTAKE)).isEqualTo(retried);
    }

    @Test
    void refusesAtTheDoorOnceAndForAll() {
        Arrival arrival = SmallArchive.arrival(ID, "fax", 0);
        Batch refused = batches.refuse(ID, arrival, Reason.of(Reason.Code.EMPTY_FILE), INTAKE);

        assertThat(refused.state()).isEqualTo(State.QUARANTINED);
        assertThat(refused.original()).isEmpty();
        assertThat(batches.refuse(ID, arrival, Reason.of(Reason.Code.NOT_A_FILE), INTAKE))
                .isEqualTo(refused);
        assertThatThrownBy(() -> batches.retry(ID, INTAKE)).hasMessageContaining("send the file again");
        assertThatThrownBy(() -> batches.settle(SmallArchive.BAD, INTAKE)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void balancesEachFolderOfTheDay() {
        SmallArchive.build(archive);
        LocalDate day = LocalDate.of(2026, 11, 22);

        for (int time = 1; time <= 2; time++) {
            IntakeBalance balance = archive.intakeLedger().balance(day, ZoneOffset.UTC);
            assertThat(balance.folders())
                    .containsExactly(
                            new IntakeBalance.Folder("fax/2026", 0, 1, 2, 0),
                            new IntakeBalance.Folder("mail/2026", 1, 0, 0, 1));
        }
        batches.quarantine(SmallArchive.WAITING, Reason.of(Reason.Code.DAMAGED), READER);
        batches.retry(SmallArchive.BAD, INTAKE);
        assertThat(archive.intakeLedger().balance(day, ZoneId.of("Europe/Riga")).folders())
                .containsExactly(
                        new IntakeBalance.Folder("fax/2026", 0, 1, 1, 1),
                        new IntakeBalance.Folder("mail/2026", 1, 0, 1, 0));
        assertThat(archive.intakeLedger()
                        .balance(day.minusDays(1), ZoneId.of("Pacific/Honolulu"))
                        .folders())
                .isEmpty();
        assertThat(archive.intakeLedger()
                        .balance(day.plusDays(1), ZoneId.of("Pacific/Kiritimati"))
                        .folders())
                .hasSize(2);
        assertThat(batches.ofDay(day, Optional.of(SmallArchive.REFUSED), 1)).containsExactly(SmallArchive.BAD);
    }
}
