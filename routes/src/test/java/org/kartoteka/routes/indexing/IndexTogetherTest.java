package org.kartoteka.routes.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.search.FaultySearchIndex;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.routes.CrashingStore;
import org.kartoteka.routes.InProcessHints;
import org.kartoteka.routes.RouteMeters;
import org.kartoteka.routes.SettableClock;
import org.kartoteka.routes.TestArchive;
import org.kartoteka.routes.WorkInHand;

@Timeout(60)
class IndexTogetherTest {
    private final SettableClock clock = new SettableClock();
    private final TestArchive archive = new TestArchive(new CrashingStore(), clock, (_, _) -> {});
    private final FaultySearchIndex index = new FaultySearchIndex();
    private final WorkInHand inHand = new WorkInHand(clock);
    private final IndexTogether together = new IndexTogether(
            new IndexDocuments(
                    new IndexDocuments.Sources(archive.projection, archive.corrections, archive.workList),
                    index,
                    new IndexDocuments.Work(inHand, new InProcessHints(inHand)),
                    new RouteMeters(new SimpleMeterRegistry(), clock)),
            10);

    @Test
    void everyCallerReturnsAndNoneHoldsTheOthers() throws Exception {
        List<Future<?>> calls = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                DocumentId id = Batches.documentId(BatchId.next(clock.instant()), 1);
                calls.add(threads.submit(() -> together.index(id)));
            }
            for (Future<?> call : calls) {
                assertThat(call.get()).isNull();
            }
        }
    }

    @Test
    void failureOfTheGroupComesToEachOfItsCallers() {
        index.away(true);
        archive.store.unreachable(true);
        DocumentId id = Batches.documentId(BatchId.next(clock.instant()), 1);

        assertThatThrownBy(() -> together.index(id))
                .isInstanceOfAny(
                        SearchUnavailable.class, org.kartoteka.archive.store.ObjectStoreException.Unavailable.class);

        archive.store.unreachable(false);
        together.index(id);
    }
}
