package org.kartoteka.routes.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.stack.ParkedPasses;
import org.kartoteka.archive.stack.Side;
import org.kartoteka.archive.stack.StackId;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.routes.CrashingStore;
import org.kartoteka.routes.RouteMeters;
import org.kartoteka.routes.SettableClock;
import org.kartoteka.routes.TestArchive;
import org.kartoteka.routes.Upkeep;
import org.kartoteka.routes.WorkInHand;

class SweepWorkTest {
    @TempDir
    Path taken;

    private final SettableClock clock = new SettableClock();
    private final List<String> hints = new ArrayList<>();
    private final TestArchive archive =
            new TestArchive(new CrashingStore(), clock, (kind, id) -> hints.add(kind + " " + id));
    private final ParkedPasses parked = new ParkedPasses(archive.store);
    private final WorkInHand inHand = new WorkInHand(clock);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private SweepWork sweepWork;

    @BeforeEach
    void start() {
        sweepWork = sweepWork(Upkeep.alone());
    }

    private SweepWork sweepWork(Upkeep upkeep) {
        return new SweepWork(new SweepWork.Parts(
                archive.batches,
                archive.documents,
                archive.workList,
                parked,
                inHand,
                new RouteMeters(registry, clock),
                upkeep,
                batch -> Files.exists(taken.resolve(batch.value())),
                clock));
    }

    @Test
    void passThatWaitsForItsOtherSideIsNoBacklogAndIsLookedAtEachMinute() {
        BatchId pass = captured();
        parked.park(pass, new ParkedPasses.Parked(StackId.of("20261122", "post", ""), Side.ODD, clock.instant()));
        hints.clear();

        sweepWork.sweep();
        sweepWork.sweep();
        assertThat(hints).containsExactly("READ " + pass);
        clock.advance(Duration.ofSeconds(61));
        sweepWork.sweep();

        assertThat(hints).hasSize(2);
        assertThat(registry.get("kartoteka.work.waiting")
                        .tag("kind", "read")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void noteOfAPassThatWaitsNoMoreIsRemoved() {
        BatchId pass = captured();
        parked.park(pass, new ParkedPasses.Parked(StackId.of("20261122", "post", ""), Side.ODD, clock.instant()));
        archive.batches.quarantine(pass, Reason.of(Reason.Code.ENCRYPTED), Actor.system("test"));

        sweepWork.sweep();

        assertThat(parked.list()).isEmpty();
    }

    @Test
    void whatIsNotInHandIsHintedAgain() {
        BatchId busy = captured();
        BatchId lost = captured();
        inHand.begin(WorkList.Kind.READ, busy.value());
        hints.clear();

        sweepWork.sweep();

        assertThat(hints).containsExactly("READ " + lost);
        assertThat(registry.get("kartoteka.work.waiting")
                        .tag("kind", "read")
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void strangerAndABrokenChainDoNotKeepOthersFromBeingHinted() {
        BatchId broken = BatchId.next(clock.instant());
        archive.store.create(ObjectKey.of("todo", "read", "0-stranger.txt"), ObjectContent.of(new byte[] {'?'}));
        archive.store.create(
                ObjectKey.of("events", "batch", broken.value().substring(0, 8), broken.value(), "x"),
                ObjectContent.of(new byte[] {'?'}));
        archive.workList.put(WorkList.Kind.READ, broken.value());
        BatchId good = captured();
        clock.advance(Duration.ofHours(2));
        hints.clear();

        sweepWork.sweep();

        assertThat(hints).contains("READ " + good).doesNotContain("READ 0-stranger.txt");
    }

    @Test
    void whatFailedLatelyIsLeftInPeace() {
        BatchId failed = captured();
        inHand.failed(WorkList.Kind.READ, failed.value());
        hints.clear();

        sweepWork.sweep();
        assertThat(hints).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        sweepWork.sweep();

        assertThat(hints).containsExactly("READ " + failed);
    }

    @Test
    void whatFailedWhileAServerWasAwayIsHintedWhenItIsBack() {
        BatchId failed = captured();
        SweepWork remembering = sweepWork(new Upkeep() {
            @Override
            public boolean isMine() {
                return true;
            }

            @Override
            public List<BatchId> abandoned() {
                return List.of();
            }

            @Override
            public boolean hintsWereLost() {
                return false;
            }
        });
        Duration seldom = Duration.ofHours(1);
        remembering.sweepEvery(seldom);
        inHand.hindered(WorkList.Kind.READ, failed.value());
        hints.clear();
        remembering.sweep();
        assertThat(hints).isEmpty();

        inHand.endOutage();
        remembering.sweepEvery(seldom);
        remembering.sweepEvery(seldom);

        assertThat(hints).containsExactly("READ " + failed);
    }

    @Test
    void markerOfACaptureThatNeverHappenedGoesAfterAnHour() {
        archive.workList.put(WorkList.Kind.READ, BatchId.next(clock.instant()).value());
        archive.workList.put(
                WorkList.Kind.INDEX,
                Batches.documentId(BatchId.next(clock.instant()), 1).value());

        clock.advance(Duration.ofMinutes(59));
        sweepWork.sweep();
        assertThat(archive.keys("todo/")).hasSize(2);
        clock.advance(Duration.ofMinutes(1));
        sweepWork.sweep();

        assertThat(archive.keys("todo/")).isEmpty();
    }

    @Test
    void markerStaysWhileTheFileMayStillBeCaptured() throws IOException {
        BatchId id = BatchId.next(clock.instant());
        Files.createDirectory(taken.resolve(id.value()));
        archive.workList.put(WorkList.Kind.READ, id.value());

        clock.advance(Duration.ofDays(1));
        sweepWork.sweep();

        assertThat(archive.keys("todo/")).hasSize(1);
    }

    @Test
    void indexMarkerStaysWhileItsBatchIsBeingRead() {
        BatchId id = captured();
        archive.workList.put(WorkList.Kind.INDEX, Batches.documentId(id, 1).value());

        clock.advance(Duration.ofDays(1));
        sweepWork.sweep();

        assertThat(archive.keys("todo/index/")).hasSize(1);
    }

    @Test
    void ageOfTheOldestIsMeasured() {
        BatchId oldest = captured();
        clock.advance(Duration.ofSeconds(90));
        captured();

        sweepWork.sweep();
        clock.advance(Duration.ofSeconds(10));

        assertThat(oldest).isNotNull();
        assertThat(registry.get("kartoteka.work.oldest")
                        .tag("kind", "read")
                        .gauge()
                        .value())
                .isEqualTo(100);
    }

    private BatchId captured() {
        BatchId id = BatchId.next(clock.instant());
        byte[] bytes = id.value().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Arrival arrival = new Arrival("post", "post", "scan", bytes.length, clock.instant(), Map.of());
        archive.batches.capture(id, arrival, ObjectContent.of(bytes), Actor.system("test"));
        return id;
    }
}
