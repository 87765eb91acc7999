package org.kartoteka.archive.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.casefile.CaseFileChange.To;
import org.kartoteka.archive.casefile.CaseFileChanges.Opening;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.StoredBytes;

final class CaseFileListTest {
    private static final Actor ANNA = Actor.user("anna");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final AtomicReference<Instant> now = new AtomicReference<>(SmallArchive.NOW);
    private final Archive archive = open();

    private Archive open() {
        return Archive.open(store, (_, _) -> {}, now::get);
    }

    @Test
    void findsByStateAssigneeDayAndWords() {
        CaseReference due = caseFile("Rēķins Jānim", Optional.of("anna"), Optional.of(TODAY.minusDays(1)));
        CaseReference later = caseFile("Līgums", Optional.of("bert"), Optional.of(TODAY));
        CaseReference closed = caseFile("Sūdzība", Optional.of("anna"), Optional.of(TODAY.minusDays(9)));
        close(closed);

        assertThat(find(CaseFileQuery.ALL.inState(CaseFile.State.OPEN))).containsExactly(later, due);
        assertThat(find(CaseFileQuery.ALL.inState(CaseFile.State.CLOSED))).containsExactly(closed);
        assertThat(find(query(Optional.of("anna"), Optional.empty(), ""))).containsExactlyInAnyOrder(due, closed);
        assertThat(find(query(Optional.empty(), Optional.of(TODAY), ""))).containsExactly(due);
        assertThat(find(query(Optional.empty(), Optional.empty(), "jānim RĒĶINS")))
                .containsExactly(due);
        assertThat(find(query(Optional.empty(), Optional.empty(), later.value().toLowerCase(java.util.Locale.ROOT))))
                .containsExactly(later);
    }

    @Test
    void putsWhatWasChangedLastFirst() {
        CaseReference first = caseFile("1", Optional.empty(), Optional.empty());
        CaseReference second = caseFile("2", Optional.empty(), Optional.empty());
        assertThat(find(CaseFileQuery.ALL)).containsExactly(second, first);

        later(Duration.ofMinutes(1));
        close(first);

        assertThat(find(CaseFileQuery.ALL)).containsExactly(first, second);
    }

    @Test
    void seesWhatAnotherNodeDidAfterAWhile() {
        Archive other = open();
        assertThat(other.caseFileList().find(CaseFileQuery.ALL)).isEmpty();
        CaseReference opened = caseFile("new", Optional.empty(), Optional.empty());

        later(Duration.ofMinutes(1));

        assertThat(other.caseFileList().find(CaseFileQuery.ALL))
                .extracting(CaseFileEntry::reference)
                .containsExactly(opened);
    }

    @Test
    void listsCaseFilesOfArchivesThatKnewNoStateYet() {
        archive.caseFiles()
                .file(Filing.of(SmallArchive.CASE, HowFiled.UNKNOWN, SmallArchive.READER), SmallArchive.FIRST);

        CaseFileEntry entry = open().caseFileList().find(SmallArchive.CASE).orElseThrow();

        assertThat(entry.isOpen()).isTrue();
        assertThat(entry.description()).isEqualTo(Description.NONE);
        assertThat(entry.documents()).isEqualTo(1);
    }

    @Test
    void leavesOutWhatIsBrokenAndShowsTheOthers() {
        CaseReference broken = caseFile("broken", Optional.empty(), Optional.empty());
        CaseReference whole = caseFile("whole", Optional.empty(), Optional.empty());
        var key = CaseFileEvents.chain(broken).key(2);
        byte[] bytes = StoredBytes.read(store, key);
        bytes[5] ^= 1;
        store.overwrite(key, bytes);

        assertThat(open().caseFileList().find(CaseFileQuery.ALL))
                .extracting(CaseFileEntry::reference)
                .containsExactly(whole);
    }

    private CaseReference caseFile(String title, Optional<String> assignee, Optional<LocalDate> due) {
        later(Duration.ofSeconds(10));
        CaseFileChange change = new CaseFileChange(
                Optional.empty(),
                Optional.of(new To<>(assignee)),
                Optional.of(new To<>(due)),
                Optional.of(title),
                Optional.empty(),
                Optional.empty());
        return archive.caseFileChanges()
                .open(new Opening(Optional.empty(), "", change), ANNA)
                .reference();
    }

    private void close(CaseReference reference) {
        CaseFileChange change = new CaseFileChange(
                Optional.of(CaseFile.State.CLOSED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        archive.caseFileChanges()
                .change(
                        reference,
                        archive.caseFiles().find(reference).orElseThrow().sequence(),
                        change,
                        ANNA);
    }

    private void later(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private List<CaseReference> find(CaseFileQuery query) {
        return archive.caseFileList().find(query).stream()
                .map(CaseFileEntry::reference)
                .toList();
    }

    private static CaseFileQuery query(Optional<String> assignee, Optional<LocalDate> overdueOn, String text) {
        return new CaseFileQuery(Optional.empty(), assignee, overdueOn, false, text, CaseFileQuery.Order.CHANGED);
    }
}
