package org.kartoteka.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.Originals;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.event.ChainConflict;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.search.InMemorySearchIndex;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.FaultyObjectStore;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;
import org.kartoteka.archive.work.WorkList;

/**
 * A day of an office on a store that fails, lies and dies: files come, some twice, are read, divided and filed, and after
 * every failure the work is taken up again from the inbox and the work list alone.
 */
final class FaultsPropertyTest {
    private static final int FILES = 25;
    private static final int ROUNDS_MAX = 400;

    private final InMemoryObjectStore disk = new InMemoryObjectStore();
    private final Map<BatchId, ObjectContent> inbox = new HashMap<>();
    private final Set<BatchId> handedOver = new TreeSet<>();
    private final InMemorySearchIndex index = new InMemorySearchIndex();
    private long seed;
    private long restarts;

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 6, 10})
    void losesNothingAndMakesNothingTwice(long givenSeed) {
        seed = givenSeed;
        SmallArchive.open(disk);
        Random random = new Random(seed);
        for (int i = 0; i < FILES; i++) {
            BatchId id = new BatchId("20261122-1015%05d-%010x".formatted(i, random.nextInt(1 << 30)));
            inbox.put(id, SmallArchive.content("file with the content " + random.nextInt(FILES)));
        }

        for (int round = 0; round < ROUNDS_MAX && !isDone(); round++) {
            live(new FaultyObjectStore(disk, random.nextLong()).withFaults(0.04), random);
        }
        live(new FaultyObjectStore(disk, 0), random);

        assertThat(restarts).as("restarts with seed %d", seed).isGreaterThan(3);
        checkTheEnd();
    }

    private boolean isDone() {
        return handedOver.size() == FILES && disk.list("todo/", "", 1).isEmpty();
    }

    /** One life of the process: works until a failure or the end of the work. */
    private void live(FaultyObjectStore store, Random random) {
        try {
            InstantSource clock = () -> SmallArchive.NOW.plus(Duration.ofMillis(random.nextInt(1000)));
            Archive archive = Archive.open(store, (_, _) -> {}, clock);
            for (BatchId id : new TreeSet<>(inbox.keySet())) {
                if (!handedOver.contains(id)) {
                    attempt(() -> {
                        SmallArchive.capture(archive, id, "fax", inbox.get(id));
                        handedOver.add(id);
                    });
                }
            }
            for (String id : archive.workList().list(WorkList.Kind.READ, "", 1000)) {
                attempt(() -> read(archive, new BatchId(id)));
            }
            for (String id : archive.workList().list(WorkList.Kind.INDEX, "", 1000)) {
                attempt(() -> index(archive, new DocumentId(id)));
            }
        } catch (FaultyObjectStore.Crashed _) {
            restarts++;
        } catch (ObjectStoreException.Unavailable | UnknownFormat _) {
            // Could not even start or list: the next life tries again.
        }
    }

    /** What a route does with a failure: leaves it to the next try. */
    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (ObjectStoreException | ChainBroken | ChainConflict _) {
            // Damaged in transit, or out of reach: the marker stays.
        }
    }

    private void read(Archive archive, BatchId id) {
        if (archive.batches().find(id).isEmpty()) {
            return;
        }
        Batch batch = archive.batches().settle(id, SmallArchive.READER);
        if (batch.state() != State.WAITING) {
            return;
        }
        ObjectContent original = inbox.get(id);
        int kind = original.digest().hex().charAt(0) % 4;
        if (kind == 0) {
            archive.batches().quarantine(id, Reason.of(Reason.Code.DAMAGED), SmallArchive.READER);
            return;
        }
        List<PlannedDocument> plan = new ArrayList<>();
        for (int ordinal = 1; ordinal <= kind; ordinal++) {
            plan.add(new PlannedDocument(Batches.documentId(id, ordinal), 0, List.of(2 * ordinal - 1, 2 * ordinal)));
        }
        List<CaseReference> caseFiles = List.of(SmallArchive.CASE, new CaseReference("K-" + kind + "0"));
        for (PlannedDocument planned : archive.batches()
                .divide(id, plan, SmallArchive.DIVIDER, SmallArchive.READER)
                .division()) {
            SmallArchive.ingest(archive, planned, id, original, caseFiles);
        }
        archive.batches().finish(id, SmallArchive.READER);
    }

    private void index(Archive archive, DocumentId id) {
        archive.indexProjection().of(id).ifPresent(entry -> {
            index.put(List.of(entry));
            archive.workList().remove(WorkList.Kind.INDEX, id.value());
        });
    }

    private void checkTheEnd() {
        String run = "seed " + seed;
        Archive archive = SmallArchive.open(disk);
        List<Finding> findings = new ArrayList<>();
        new ArchiveVerifier(disk).verify(Optional.of(index), findings::add);
        assertThat(findings).as(run).isEmpty();
        assertThat(disk.list("todo/", "", 10)).as(run).isEmpty();
        assertThat(handedOver).as(run).isEqualTo(inbox.keySet());

        Map<Digest, BatchId> owners = new HashMap<>();
        Set<DocumentId> expectedDocuments = new TreeSet<>();
        inbox.forEach((id, original) -> {
            Batch batch = archive.batches().find(id).orElseThrow();
            assertThat(batch.state()).as("%s, %s", run, id).isNotEqualTo(State.WAITING);
            assertThat(StoredBytes.measure(disk, Originals.key(original.digest()))
                            .digest())
                    .isEqualTo(original.digest());
            if (batch.state() != State.DUPLICATE) {
                assertThat(owners.put(original.digest(), id))
                        .as("%s, %s", run, id)
                        .isNull();
            }
            batch.division().forEach(planned -> expectedDocuments.add(planned.id()));
        });
        assertThat(new TreeSet<>(archive.documents().list(Optional.empty(), 1000)))
                .as(run)
                .isEqualTo(expectedDocuments);
        assertThat(archive.caseFiles().find(SmallArchive.CASE).orElseThrow().documents())
                .as(run)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(expectedDocuments);
    }
}
