package org.kartoteka.archive.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFileChange;
import org.kartoteka.archive.casefile.CaseFileChanges.Opening;
import org.kartoteka.archive.casefile.CaseFileTexts;
import org.kartoteka.archive.casefile.Note;
import org.kartoteka.archive.document.Correction;
import org.kartoteka.archive.document.DocumentFiling.Move;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.timeline.TimelineEntry.Position;
import org.kartoteka.archive.timeline.TimelineEntry.What;

final class CaseTimelineTest {
    private static final Actor ANNA = Actor.user("anna");
    private static final CaseReference OTHER = new CaseReference("K-77");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final AtomicReference<Instant> now = new AtomicReference<>(SmallArchive.NOW);
    private final Archive archive =
            Archive.open(store, (_, _) -> {}, () -> now.updateAndGet(time -> time.plusMillis(1)));

    @Test
    void mergesWhatHappenedToTheCaseFileAndToItsDocumentsNewestFirst() {
        SmallArchive.build(archive);
        later();
        archive.caseFileChanges().note(SmallArchive.CASE, 1, new Note("He rang."), ANNA);
        later();
        archive.corrections()
                .correct(
                        SmallArchive.FIRST,
                        1,
                        new Correction(
                                Optional.of("invoice"), Optional.empty(), Map.of("phone", List.of("+37129999999"))),
                        ANNA);

        List<TimelineEntry> entries = timeline(SmallArchive.CASE);

        assertThat(entries)
                .extracting(TimelineEntry::what)
                .containsExactly(What.CORRECTED, What.NOTED, What.FILED, What.OPENED, What.RECEIVED);
        assertThat(entries.getFirst().says().parts()).containsExactly("type", "phone");
        assertThat(entries.get(1).says().note()).hasValue("He rang.");
        assertThat(entries.get(2).says().to()).hasValue("reference");
        assertThat(entries.getLast().says().to()).hasValue("mail");
        assertThat(entries.getLast().document()).hasValue(SmallArchive.FIRST);
    }

    @Test
    void saysWhitherADocumentWasMovedAndWhenceItCame() {
        SmallArchive.build(archive);
        archive.caseFileChanges().open(new Opening(Optional.of(OTHER), "", CaseFileChange.NOTHING), ANNA);
        archive.filing().move(SmallArchive.FIRST, 1, new Move(SmallArchive.CASE, OTHER), ANNA);

        TimelineEntry out = timeline(SmallArchive.CASE).getFirst();
        TimelineEntry in = timeline(OTHER).getFirst();

        assertThat(out.what()).isEqualTo(What.MOVED_OUT);
        assertThat(out.says().to()).hasValue(OTHER.value());
        assertThat(in.what()).isEqualTo(What.MOVED_IN);
        assertThat(in.says().from()).hasValue(SmallArchive.CASE.value());
    }

    @Test
    void aNoteThatWasDisposedOfLeavesItsPlace() {
        SmallArchive.build(archive);
        CaseFile file = archive.caseFileChanges().note(SmallArchive.CASE, 1, new Note("He rang."), ANNA);
        store.delete(
                CaseFileTexts.key(SmallArchive.CASE, file.notes().getFirst().digest()));

        TimelineEntry entry = timeline(SmallArchive.CASE).getFirst();

        assertThat(entry.what()).isEqualTo(What.NOTED);
        assertThat(entry.says().note()).isEmpty();
    }

    @Test
    void aPositionReadsBackAndNothingElseDoes() {
        SmallArchive.build(archive);

        for (TimelineEntry entry : timeline(SmallArchive.CASE)) {
            assertThat(Position.parse(entry.position().toString())).hasValue(entry.position());
        }
        for (String text : List.of("", "1", "1_case-file_X_1", "x_case-file_X_1_1", "1_case-file_../X_1_1")) {
            assertThat(Position.parse(text)).as(text).isEmpty();
        }
    }

    private List<TimelineEntry> timeline(CaseReference reference) {
        return archive.caseTimeline().of(archive.caseFiles().find(reference).orElseThrow());
    }

    private void later() {
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
    }
}
