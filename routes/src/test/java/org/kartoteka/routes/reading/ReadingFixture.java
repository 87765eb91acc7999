package org.kartoteka.routes.reading;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.ingest.split.Divider;
import org.kartoteka.routes.CrashingStore;
import org.kartoteka.routes.RouteMeters;
import org.kartoteka.routes.SettableClock;
import org.kartoteka.routes.TestArchive;
import org.kartoteka.routes.WorkInHand;

/** Reading without routes: the steps, one after the other. */
class ReadingFixture {
    static final Actor TEST = Actor.system("test");

    static final int ATTEMPTS_MAX = 2;

    final SettableClock clock = new SettableClock();
    final CrashingStore store = new CrashingStore();
    final FakeScanReader reader = new FakeScanReader();
    WorkInHand inHand = new WorkInHand(clock);
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Path scratch;

    /** Ids that hints were given for, in order. */
    final List<String> hinted = Collections.synchronizedList(new ArrayList<>());

    Divider.Settings division = Divider.Settings.DEFAULT;
    PassPolicy passes = PassPolicy.DEFAULT;

    TestArchive archive = new TestArchive(store, clock, (_, id) -> hinted.add(id));
    ReadingRoom room;

    ReadingFixture(Path scratch) {
        this.scratch = scratch;
        room = start();
    }

    void restart() {
        store.mend();
        inHand = new WorkInHand(clock);
        hinted.clear();
        archive = new TestArchive(store, clock, (_, id) -> hinted.add(id));
        room = start();
    }

    private FilingRule rule = FilingRule.NONE;

    private ReadingRoom start() {
        return room(scratch);
    }

    /** A room of another node, over the same store. */
    ReadingRoom anotherNode(Path itsScratch) {
        return room(itsScratch);
    }

    private ReadingRoom room(Path folder) {
        return new ReadingRoom(
                new ReadingRoom.Archive(
                        store,
                        archive.batches,
                        archive.stacks,
                        archive.documents,
                        archive.renditions,
                        archive.workList),
                new ReadingRoom.Tools(
                        reader,
                        division,
                        passes,
                        folder,
                        new ReadingPolicy(
                                4, 3, 3, 2, Duration.ofMillis(1), ATTEMPTS_MAX, 5, ReadingPolicy.Review.DEFAULT),
                        (reading, actor) -> rule.filing(reading, actor),
                        inHand,
                        new RouteMeters(registry, clock),
                        clock));
    }

    /** Files from now on by this rule what names no case file. */
    void fileBy(FilingRule newRule) {
        rule = newRule;
    }

    /** A captured batch whose file says what is in it. */
    BatchId captured(String script, Map<String, String> hints) {
        return captured(BatchId.next(clock.instant()), script, hints);
    }

    /** The same under an id that the batch was given before. */
    BatchId captured(BatchId id, String script, Map<String, String> hints) {
        byte[] bytes = script.getBytes(StandardCharsets.ISO_8859_1);
        Arrival arrival = new Arrival("post", "post", "scan.pdf", bytes.length, clock.instant(), hints);
        archive.batches.capture(id, arrival, ObjectContent.of(bytes), TEST);
        return id;
    }

    BatchId captured(String script) {
        return captured(script, Map.of());
    }

    /** The first steps, which the process may die after. */
    Optional<Batch> begin(BatchId id) {
        return room.openBatch().open(id.value()).flatMap(room.passes()::open).flatMap(room.beginAttempt()::begin);
    }

    /** All steps; the batch as it is afterwards. */
    Batch read(BatchId id) throws IOException {
        Optional<Batch> batch = begin(id);
        if (batch.isPresent()) {
            Optional<ReadingJob> job = room.examineOriginal().examine(batch.get());
            if (job.isPresent()) {
                Optional<ReadingJob> divided =
                        room.divideBatch().divide(room.readPages().read(job.get(), () -> false));
                divided.ifPresent(whole -> room.ingestDocuments().ingest(whole, () -> false));
            }
            room.beginAttempt().end(id);
        }
        return archive.batches.find(id).orElseThrow();
    }
}
