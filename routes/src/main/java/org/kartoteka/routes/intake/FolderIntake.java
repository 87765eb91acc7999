package org.kartoteka.routes.intake;

import java.io.InputStream;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.batch.IntakeBalance;
import org.kartoteka.archive.batch.IntakeLedger;
import org.kartoteka.archive.batch.WaitingFile;

/** Intake by the watched folder and by upload. */
final class FolderIntake implements Intake {
    private final UploadFile uploadFile;
    private final ScanInbox scanInbox;
    private final Claims claims;
    private final IntakeLedger ledger;
    private final InstantSource clock;

    FolderIntake(UploadFile uploadFile, ScanInbox scanInbox, Claims claims, IntakeLedger ledger, InstantSource clock) {
        this.uploadFile = uploadFile;
        this.scanInbox = scanInbox;
        this.claims = claims;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Batch accept(InputStream bytes, Upload upload) {
        return uploadFile.accept(bytes, upload);
    }

    @Override
    public List<WaitingFile> waiting() {
        return Stream.concat(claims.waiting().stream(), scanInbox.waiting().stream())
                .toList();
    }

    @Override
    public IntakeBalance balance(LocalDate day, ZoneId zone) {
        Map<String, Long> waitingByFolder = new TreeMap<>();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        claims.waiting().stream()
                .filter(file -> LocalDate.ofInstant(file.seenAt(), zone).equals(day))
                .forEach(file -> waitingByFolder.merge(file.folder(), 1L, Long::sum));
        if (day.equals(today)) {
            scanInbox.waiting().forEach(file -> waitingByFolder.merge(file.folder(), 1L, Long::sum));
        }
        return merge(ledger.balance(day, zone), waitingByFolder);
    }

    static IntakeBalance merge(IntakeBalance archive, Map<String, Long> waitingByFolder) {
        Map<String, Long> rest = new TreeMap<>(waitingByFolder);
        List<IntakeBalance.Folder> folders = new ArrayList<>();
        for (IntakeBalance.Folder folder : archive.folders()) {
            long more = rest.getOrDefault(folder.folder(), 0L);
            rest.remove(folder.folder());
            folders.add(new IntakeBalance.Folder(
                    folder.folder(),
                    folder.archived(),
                    folder.duplicate(),
                    folder.quarantined(),
                    folder.waiting() + more));
        }
        rest.forEach((folder, count) -> folders.add(new IntakeBalance.Folder(folder, 0, 0, 0, count)));
        return new IntakeBalance(archive.day(), folders);
    }
}
