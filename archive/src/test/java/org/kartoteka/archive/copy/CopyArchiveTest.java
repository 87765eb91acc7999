package org.kartoteka.archive.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.ArchiveIdentity;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.UnknownFormat;
import org.kartoteka.archive.batch.Originals;
import org.kartoteka.archive.store.FaultyObjectStore;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.StoredBytes;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;

final class CopyArchiveTest {
    private static final ObjectKey LETTER = Originals.key(SmallArchive.LETTER_BYTES.digest());

    private final InMemoryObjectStore from = new InMemoryObjectStore();
    private final InMemoryObjectStore to = new InMemoryObjectStore();
    private final List<CopyFinding> findings = new ArrayList<>();

    @BeforeEach
    void build() {
        SmallArchive.build(SmallArchive.open(from));
    }

    @Test
    void copiesEveryObjectAndMarkerByteForByte() {
        CopyArchive.Progress done = copy(to);

        assertThat(done.isWhole()).isTrue();
        assertThat(SmallArchive.snapshot(to)).isEqualTo(SmallArchive.snapshot(from));
        assertThat(done.copied()).isEqualTo(SmallArchive.snapshot(from).size() - 1);
        assertThat(to.list("todo/", "", 10)).isNotEmpty();
        assertThat(SmallArchive.open(to).id()).isEqualTo(SmallArchive.open(from).id());
        assertThat(verify(to)).isEmpty();
    }

    @Test
    void goesOnAfterACrashAtAnyWriteAndHalfACopyIsNoArchive() {
        FaultyObjectStore counting = new FaultyObjectStore(new InMemoryObjectStore(), 0);
        copy(counting);
        assertThat(counting.writes()).isGreaterThan(30);

        for (long write = 1; write <= counting.writes(); write++) {
            InMemoryObjectStore half = new InMemoryObjectStore();
            FaultyObjectStore dying = new FaultyObjectStore(half, write).crashAtWrite(write, write % 2 == 0);
            assertThatThrownBy(() -> copy(dying)).isInstanceOf(FaultyObjectStore.Crashed.class);
            boolean begun = !half.list("", "", 1).isEmpty();
            boolean ended = half.size(ArchiveIdentity.KEY).isPresent() && !ArchiveIdentity.hasUnfinishedCopy(half);
            if (begun && !ended) {
                assertThatThrownBy(() -> SmallArchive.open(half))
                        .as("write %d", write)
                        .isInstanceOf(UnknownFormat.class);
            }

            CopyArchive.Progress rest = copy(half);

            assertThat(rest.isWhole()).isTrue();
            assertThat(SmallArchive.snapshot(half)).as("write %d", write).isEqualTo(SmallArchive.snapshot(from));
        }
    }

    @Test
    void addsWhatCameSinceAnEarlierCopy() {
        copy(to);
        long before = SmallArchive.snapshot(from).size();
        from.create(new ObjectKey("arrivals/20261123/later.json"), SmallArchive.content("later"));

        CopyArchive.Progress again = copy(to);

        assertThat(again.copied()).isEqualTo(1);
        assertThat(again.alreadyThere()).isEqualTo(before);
        assertThat(SmallArchive.snapshot(to)).isEqualTo(SmallArchive.snapshot(from));
    }

    @Test
    void namesWhatTheTargetHasOtherwiseAndDoesNotCallItACopy() {
        InMemoryObjectStore half = new InMemoryObjectStore();
        String id = SmallArchive.open(from).id();
        half.create(ArchiveIdentity.copyMarker(id), SmallArchive.content("copy\n"));
        half.create(LETTER, SmallArchive.content("THE LETTER'S THREE PAGES"));
        half.create(new ObjectKey("originals/00/stranger"), SmallArchive.content("x"));

        CopyArchive.Progress done = copy(half);

        assertThat(findings)
                .containsExactlyInAnyOrder(
                        new CopyFinding(CopyFinding.Kind.DIFFERENT_IN_TARGET, LETTER),
                        new CopyFinding(CopyFinding.Kind.ONLY_IN_TARGET, new ObjectKey("originals/00/stranger")));
        assertThat(done.isWhole()).isFalse();
        assertThat(half.size(ArchiveIdentity.KEY)).isEmpty();
        assertThat(StoredBytes.read(half, LETTER)).isEqualTo("THE LETTER'S THREE PAGES".getBytes(UTF_8));
    }

    @Test
    void namesADamagedOriginalOfTheSourceAndDoesNotCopyIt() {
        from.overwrite(LETTER, "the letter's three PAGES".getBytes(UTF_8));

        copy(to);

        assertThat(findings).containsExactly(new CopyFinding(CopyFinding.Kind.DAMAGED_IN_SOURCE, LETTER));
        assertThat(to.size(LETTER)).isEmpty();
        assertThat(to.size(ArchiveIdentity.KEY)).isEmpty();
    }

    @Test
    void refusesATargetWithSomethingElse() {
        InMemoryObjectStore other = new InMemoryObjectStore();
        SmallArchive.open(other);
        InMemoryObjectStore photos = new InMemoryObjectStore();
        photos.create(new ObjectKey("photos/1.jpg"), SmallArchive.content("x"));

        assertThatThrownBy(() -> copy(other)).isInstanceOf(CopyRefused.class).hasMessageContaining("another archive");
        assertThatThrownBy(() -> copy(photos)).isInstanceOf(CopyRefused.class).hasMessageContaining("photos/1.jpg");
        assertThatThrownBy(() -> new CopyArchive(new InMemoryObjectStore(), to).run(1, findings::add, _ -> {}))
                .isInstanceOf(CopyRefused.class)
                .hasMessageContaining("no archive.json");
        assertThat(photos.list("", "", 10)).hasSize(1);
    }

    @Test
    void streamsLargeObjectsAndWorksInPages() {
        from.create(new ObjectKey("renditions/large"), ObjectContent.of(new byte[3 << 20]));
        for (int i = 0; i < 1200; i++) {
            from.create(new ObjectKey("renditions/many/%04d".formatted(i)), SmallArchive.content("m" + i));
        }
        List<CopyArchive.Progress> seen = new ArrayList<>();

        new CopyArchive(from, to).run(4, findings::add, seen::add);

        assertThat(findings).isEmpty();
        assertThat(seen).hasSizeGreaterThan(2);
        assertThat(SmallArchive.snapshot(to)).isEqualTo(SmallArchive.snapshot(from));
    }

    private CopyArchive.Progress copy(ObjectStore target) {
        return new CopyArchive(from, target).run(1, findings::add, _ -> {});
    }

    private static List<Finding> verify(ObjectStore store) {
        List<Finding> found = new ArrayList<>();
        new ArchiveVerifier(store).verify(Optional.empty(), found::add);
        return found;
    }
}
