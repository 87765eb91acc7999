package org.kartoteka.routes.intake;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.batch.WaitingFile;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.routes.CrashingStore;
import org.kartoteka.routes.SettableClock;
import org.kartoteka.routes.TestArchive;

/** Intake on a temporary folder, driven step by step as the route drives it. */
final class IntakeFixture {
    static final Actor TEST = Actor.system("test");

    final SettableClock clock = new SettableClock();
    final IntakeFolders folders;
    final CrashingStore store = new CrashingStore();
    final Set<Path> forbidden = new HashSet<>();
    final IntakeSettings settings = new IntakeSettings(
            Duration.ofMillis(250),
            IntakeSettings.Waits.DEFAULT,
            Duration.ofDays(2),
            new IntakeSettings.Limits(6, 5_000, 1_000_000),
            new IntakeSettings.Words(Set.of("lv", "cs"), Set.of("complaint", "invoice")),
            java.time.ZoneOffset.UTC);
    TestArchive archive = new TestArchive(store, clock, (_, _) -> {});
    IntakeRoom room;

    IntakeFixture(Path root) {
        folders = IntakeFolders.below(root);
        room = start();
    }

    /** As after a crash: nothing in memory is left. */
    void restart() {
        store.mend();
        archive = new TestArchive(store, clock, (_, _) -> {});
        room = start();
    }

    private IntakeRoom start() {
        return new IntakeRoom(
                new IntakeRoom.Parts(
                        folders,
                        settings,
                        archive.batches,
                        archive.ledger,
                        reason -> "Because: " + reason.code() + " " + reason.details(),
                        IntakeDuties.ALONE,
                        clock),
                new CheckCompleteness(this::open));
    }

    private SeekableByteChannel open(Path file) throws IOException {
        if (forbidden.contains(file)) {
            throw new AccessDeniedException(file.toString());
        }
        return Files.newByteChannel(file, StandardOpenOption.READ);
    }

    Path drop(String path, byte[] bytes) throws IOException {
        Path file = folders.inbox().resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    /** One round: what the scheduler does every quarter of a second. */
    void tick() throws IOException {
        for (FoundFile found : room.scanInbox().scan()) {
            room.claimFile().claim(found);
        }
        for (BatchId id : room.claimsDue()) {
            Optional<Batch> batch = room.captureTaken().capture(id);
            if (batch.isPresent() && batch.get().state() != Batch.State.WAITING) {
                room.settleTaken().settle(id);
            }
        }
    }

    /** Rounds for so long. */
    void run(Duration time) throws IOException {
        tick();
        for (Duration past = Duration.ZERO; past.compareTo(time) < 0; past = past.plusMillis(250)) {
            clock.advance(Duration.ofMillis(250));
            tick();
        }
    }

    /** What the sweep does every minute. */
    void sweep() throws IOException {
        room.emptyDone().empty();
        room.settleTaken().settleRefused();
        for (BatchId id : room.sweepTaken().sweep()) {
            room.settleTaken().settle(id);
        }
    }

    /** Archives every waiting batch as one document of one page, as reading would, and settles its file. */
    void readAll() throws IOException {
        for (Batch batch : archive.allBatches()) {
            if (batch.state() == Batch.State.WAITING) {
                archive(batch);
            }
            room.settleTaken().settle(batch.id());
        }
    }

    private void archive(Batch batch) {
        PlannedDocument planned = new PlannedDocument(Batches.documentId(batch.id(), 1), 0, List.of(1));
        archive.batches.divide(batch.id(), List.of(planned), TestArchive.DIVIDER, TEST);
        RenditionRef reading = archive.renditions.put(
                ObjectKey.of("renditions", "documents", planned.id().value(), "test", "reading.json"),
                ObjectContent.of(new byte[] {'{', '}'}),
                "application/json");
        Document document = archive.documents.ingest(planned, batch.id(), reading, List.of(), TEST);
        if (!document.id().equals(planned.id())) {
            throw new AssertionError("another document");
        }
        archive.batches.finish(batch.id(), TEST);
    }

    Intake intake() {
        return room.intake();
    }

    List<WaitingFile> waiting() {
        return intake().waiting();
    }

    /** Names of all files below the folder, relative to it, sorted. */
    static List<String> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> !Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Names of everything below the folder, folders, too. */
    static List<String> everything(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.map(path -> folder.relativize(path).toString())
                    .filter(name -> !name.isEmpty())
                    .sorted()
                    .toList();
        }
    }
}
