package org.kartoteka.routes.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;
import org.kartoteka.routes.RetryLater;

/** Batches at whose reading the service itself ends: by their fault, or because somebody kills it. */
class BrokenOffTest {
    /** As the fixture has it. */
    private static final int BROKEN_OFF_MAX = 5;

    @TempDir
    Path scratch;

    private ReadingFixture fixture;

    @BeforeEach
    void start() {
        fixture = new ReadingFixture(scratch.resolve("reading"));
    }

    @Test
    void batchThatEndsTheServiceAgainAndAgainIsSetAsideWithItsReason() {
        BatchId id = fixture.captured("pages=1");
        for (int i = 0; i < BROKEN_OFF_MAX; i++) {
            assertThat(fixture.begin(id)).isPresent();
            fixture.restart();
        }

        assertThat(fixture.begin(id)).isEmpty();

        Batch batch = fixture.archive.only();
        assertThat(batch.state()).isEqualTo(State.QUARANTINED);
        assertThat(batch.reason()).map(Reason::code).contains(Reason.Code.SERVICE_ENDED);
        assertThat(batch.reason().orElseThrow().details()).containsEntry("found", "5");
        assertThat(fixture.archive.keys("todo/")).isEmpty();
    }

    @Test
    void batchSetAsideForThatCanBeTriedAgainAsOftenAsBefore() throws IOException {
        BatchId id = fixture.captured("pages=1");
        for (int i = 0; i <= BROKEN_OFF_MAX; i++) {
            fixture.begin(id);
            fixture.restart();
        }
        fixture.archive.batches.retry(id, ReadingFixture.TEST);
        for (int i = 0; i < BROKEN_OFF_MAX - 1; i++) {
            assertThat(fixture.begin(id)).isPresent();
            fixture.restart();
        }

        assertThat(fixture.read(id).state()).isEqualTo(State.ARCHIVED);
        assertThat(fixture.archive.keys("todo/attempts/")).isEmpty();
    }

    @Test
    void bookIsNotSetAsideHoweverOftenTheServiceIsKilledAsLongAsPagesAreRead() throws IOException {
        BatchId id = fixture.captured("pages=50");
        int kills = 0;
        while (fixture.reader.pagesRead.size() < 50) {
            kills++;
            Batch batch = fixture.begin(id).orElseThrow();
            ReadingJob job = fixture.room.examineOriginal().examine(batch).orElseThrow();
            int soFar = fixture.reader.pagesRead.size();
            try {
                fixture.room.readPages().read(job, () -> fixture.reader.pagesRead.size() > soFar);
            } catch (RetryLater e) {
                // As if the process had died there.
            }
            fixture.restart();
        }

        assertThat(kills).isGreaterThan(2 * BROKEN_OFF_MAX);
        assertThat(fixture.read(id).state()).isEqualTo(State.ARCHIVED);
    }

    @Test
    void endInOrderIsForgottenHoweverOften() {
        BatchId id = fixture.captured("pages=1");

        for (int i = 0; i < 5 * BROKEN_OFF_MAX; i++) {
            assertThat(fixture.begin(id)).isPresent();
            fixture.room.beginAttempt().end(id);
            fixture.restart();
        }

        assertThat(fixture.archive.keys("todo/attempts/")).isEmpty();
        assertThat(fixture.archive.only().state()).isEqualTo(State.WAITING);
    }

    @Test
    void aStoreThatIsAwayWhenATryEndsBlamesNoBatch() {
        BatchId id = fixture.captured("pages=1");

        for (int i = 0; i < 2 * BROKEN_OFF_MAX; i++) {
            assertThat(fixture.begin(id)).isPresent();
            fixture.store.unreachable(true);
            assertThatThrownBy(() -> fixture.room.beginAttempt().end(id))
                    .isInstanceOf(ObjectStoreException.Unavailable.class);
            fixture.store.unreachable(false);
        }

        assertThat(fixture.archive.only().state()).isEqualTo(State.WAITING);
    }

    @Test
    void batchesThatWereInWorkTogetherTwiceAreThenTriedOneAtATime() {
        List<BatchId> ids = captured(3);
        killed(ids, 2);

        assertThat(fixture.begin(ids.get(0))).isPresent();
        assertThat(fixture.begin(ids.get(2))).isEmpty();
        assertThat(fixture.begin(ids.get(1))).isEmpty();
        assertThat(fixture.begin(fixture.captured("pages=1 another=1"))).isPresent();
        fixture.hinted.clear();

        fixture.room.beginAttempt().end(ids.get(0));
        assertThat(fixture.hinted).containsExactly(ids.get(1).value());
        assertThat(fixture.begin(ids.get(1))).isPresent();
        assertThat(fixture.begin(ids.get(2))).isEmpty();
    }

    /** Whoever is in work when the service ends has stored nothing; the order in which batches come up is by chance. */
    @Test
    void onlyTheBatchThatEndsTheServiceIsSetAsideOfAllThatWereInWorkWithIt() throws IOException {
        List<BatchId> ids = captured(12);
        BatchId killer = ids.get(5);
        Random chance = new Random(7);

        for (int start = 0; start < 50; start++) {
            runUntilItEnds(ids, killer, chance);
            fixture.restart();
        }

        assertThat(fixture.archive.allBatches())
                .hasSize(12)
                .allSatisfy(batch -> assertThat(batch.state())
                        .isEqualTo(batch.id().equals(killer) ? State.QUARANTINED : State.ARCHIVED));
    }

    private void runUntilItEnds(List<BatchId> ids, BatchId killer, Random chance) throws IOException {
        List<BatchId> order = new ArrayList<>(ids);
        List<BatchId> begun = new ArrayList<>();
        do {
            begun.clear();
            Collections.shuffle(order, chance);
            for (BatchId id : order) {
                fixture.begin(id).map(Batch::id).ifPresent(begun::add);
            }
            if (begun.contains(killer)) {
                return;
            }
            for (BatchId id : begun) {
                fixture.read(id);
            }
        } while (!begun.isEmpty());
    }

    @Test
    void turnIsNotLostWhenTheNoteCannotBePut() {
        List<BatchId> ids = captured(2);
        killed(ids, 2);
        fixture.store.unavailable(key -> key.value().startsWith("todo/attempts/" + ids.get(0)));
        assertThatThrownBy(() -> fixture.begin(ids.get(0))).hasMessageContaining("cannot create");

        assertThat(fixture.begin(ids.get(1))).isPresent();
    }

    @Test
    void verifierKnowsTheNotes() {
        BatchId id = fixture.captured("pages=1");
        fixture.begin(id);
        fixture.room.handleFailure().handle(id.value(), new IllegalStateException("a bug"));
        assertThat(fixture.archive.keys("todo/attempts/"))
                .containsExactly("todo/attempts/" + id + ".0001.begun", "todo/attempts/" + id + ".0002.failed");

        List<Finding> findings = new ArrayList<>();
        new ArchiveVerifier(fixture.store).verify(Optional.empty(), findings::add);

        assertThat(findings).extracting(Finding::invariant).containsOnly("A001");
    }

    private List<BatchId> captured(int count) {
        List<BatchId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fixture.clock.advance(java.time.Duration.ofMillis(1));
            ids.add(fixture.captured("pages=1 number=" + i));
        }
        return ids;
    }

    /** So often the service was killed with all of them in work. */
    private void killed(List<BatchId> ids, int times) {
        for (int i = 0; i < times; i++) {
            ids.forEach(id -> assertThat(fixture.begin(id)).isPresent());
            fixture.restart();
        }
    }
}
