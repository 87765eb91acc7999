package org.kartoteka.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.stack.SmallStack;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.FaultyObjectStore;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;

/** The process dies at each single write, before and after it; doing everything again must end in the same bytes. */
final class CrashTest {
    @Test
    void endsInTheSameBytesWhereverItCrashed() {
        InMemoryObjectStore founded = founded();
        FaultyObjectStore counting = new FaultyObjectStore(founded, 0);
        build(SmallArchive.open(counting));
        Map<String, Digest> expected = withoutIdentity(founded);
        assertThat(counting.writes()).isGreaterThan(40);

        for (long write = 1; write <= counting.writes(); write++) {
            for (boolean happens : new boolean[] {false, true}) {
                InMemoryObjectStore store = founded();
                FaultyObjectStore dying = new FaultyObjectStore(store, write).crashAtWrite(write, happens);
                assertThatThrownBy(() -> build(SmallArchive.open(dying)))
                        .as("write %d of %d, %s", write, counting.writes(), happens)
                        .isInstanceOf(FaultyObjectStore.Crashed.class);
                List<Finding> between = findings(store);

                build(SmallArchive.open(store));

                assertThat(between)
                        .as("findings after a crash at write %d (%s)", write, happens ? "done" : "not done")
                        .isEmpty();
                assertThat(withoutIdentity(store))
                        .as("after a crash at write %d (%s)", write, happens ? "done" : "not done")
                        .isEqualTo(expected);
                assertThat(findings(store)).isEmpty();
            }
        }
    }

    @Test
    void foundsAnArchiveAlsoWhereItCrashedInBetween() {
        for (int write = 1; write <= 3; write++) {
            for (boolean happens : new boolean[] {false, true}) {
                InMemoryObjectStore store = new InMemoryObjectStore();
                FaultyObjectStore dying = new FaultyObjectStore(store, 0).crashAtWrite(write, happens);
                assertThatThrownBy(() -> SmallArchive.open(dying)).isInstanceOf(FaultyObjectStore.Crashed.class);

                String id = SmallArchive.open(store).id();

                assertThat(SmallArchive.open(store).id()).isEqualTo(id);
                assertThat(store.list("", "", 10)).hasSize(3);
            }
        }
    }

    private static void build(Archive archive) {
        SmallArchive.build(archive);
        SmallStack.build(archive);
    }

    private static InMemoryObjectStore founded() {
        InMemoryObjectStore store = new InMemoryObjectStore();
        SmallArchive.open(store);
        return store;
    }

    private static Map<String, Digest> withoutIdentity(InMemoryObjectStore store) {
        Map<String, Digest> snapshot = SmallArchive.snapshot(store);
        snapshot.remove("archive.json");
        return snapshot;
    }

    private static List<Finding> findings(InMemoryObjectStore store) {
        List<Finding> findings = new ArrayList<>();
        new ArchiveVerifier(store).verify(Optional.empty(), findings::add);
        return findings;
    }
}
