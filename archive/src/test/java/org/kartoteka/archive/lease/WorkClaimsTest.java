package org.kartoteka.archive.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectKey;

class WorkClaimsTest {
    private static final BatchId BATCH = BatchId.next(Instant.parse("2026-11-22T10:00:00Z"));

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final LeasesTest.LosingReplies link = new LeasesTest.LosingReplies(store);
    private final Set<NodeInstance> dead = new HashSet<>();
    private final NodeInstance one = NodeInstance.starting("one");
    private final NodeInstance two = NodeInstance.starting("two");
    private final WorkClaims first = claims(one);
    private final WorkClaims second = claims(two);

    @Test
    void batchThatALivingNodeHasInHandIsRefused() {
        assertThat(first.claim(BATCH)).isTrue();

        assertThat(second.claim(BATCH)).isFalse();
        assertThat(second.abandoned()).isEmpty();
    }

    @Test
    void releasedBatchIsFreeAndLeavesNothing() {
        first.claim(BATCH);

        first.release(BATCH);

        assertThat(keys()).isEmpty();
        assertThat(second.claim(BATCH)).isTrue();
    }

    @Test
    void claimOfADeadNodeIsFoundAndTakenOverOnce() {
        first.claim(BATCH);
        dead.add(one);
        NodeInstance three = NodeInstance.starting("three");
        WorkClaims third = claims(three);
        assertThat(second.abandoned()).containsExactly(BATCH);

        assertThat(second.claim(BATCH)).isTrue();
        assertThat(third.claim(BATCH)).isFalse();
        assertThat(third.abandoned()).isEmpty();
        second.release(BATCH);

        assertThat(keys()).isEmpty();
    }

    @Test
    void claimWhoseReplyWasLostIsOurs() {
        link.lose = true;
        try {
            first.claim(BATCH);
        } catch (RuntimeException _) {
            // as the caller would: it is tried again
        }

        assertThat(first.claim(BATCH)).isTrue();
        first.release(BATCH);
        assertThat(keys()).isEmpty();
    }

    @Test
    void claimThatCannotBeRemovedNowIsRemovedLater() {
        first.claim(BATCH);
        link.away = true;
        first.release(BATCH);
        link.away = false;
        assertThat(keys()).hasSize(1);

        first.releaseLeft();

        assertThat(keys()).isEmpty();
    }

    @Test
    void claimTakenAgainBeforeItWasRemovedStays() {
        first.claim(BATCH);
        link.away = true;
        first.release(BATCH);
        link.away = false;

        assertThat(first.claim(BATCH)).isTrue();
        first.releaseLeft();

        assertThat(keys()).hasSize(1);
        assertThat(second.claim(BATCH)).isFalse();
    }

    private WorkClaims claims(NodeInstance node) {
        return new WorkClaims(link, node, instance -> !dead.contains(instance));
    }

    private List<String> keys() {
        return store.list("", "", 100).stream().map(ObjectKey::value).toList();
    }
}
