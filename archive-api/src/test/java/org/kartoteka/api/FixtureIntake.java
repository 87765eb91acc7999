package org.kartoteka.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.batch.IntakeBalance;
import org.kartoteka.archive.batch.UploadRefused;
import org.kartoteka.archive.batch.WaitingFile;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.store.ObjectContent;

/** An intake without folders: captures what is handed in, and holds the waiting files that a test gives it. */
final class FixtureIntake implements Intake {
    private final Archive archive;
    private final InstantSource clock;
    private final int sizeBytesMax;
    private final List<WaitingFile> waiting = new CopyOnWriteArrayList<>();

    FixtureIntake(Archive archive, InstantSource clock, int sizeBytesMax) {
        this.archive = archive;
        this.clock = clock;
        this.sizeBytesMax = sizeBytesMax;
    }

    void addWaiting(WaitingFile file) {
        waiting.add(file);
    }

    @Override
    public Batch accept(InputStream bytes, Upload upload) {
        try {
            byte[] content = bytes.readNBytes(sizeBytesMax + 1);
            if (content.length > sizeBytesMax) {
                throw new UploadRefused(new Reason(Reason.Code.TOO_LARGE, Map.of()), null);
            }
            Instant now = clock.instant();
            Arrival arrival = new Arrival(
                    upload.channel(), upload.channel(), upload.fileName(), content.length, now, upload.hints());
            return archive.batches()
                    .capture(BatchId.next(now), arrival, ObjectContent.of(content), Actor.system("intake"));
        } catch (IOException e) {
            throw new UploadRefused(Reason.of(Reason.Code.UNREADABLE_FILE), e);
        }
    }

    @Override
    public List<WaitingFile> waiting() {
        return List.copyOf(waiting);
    }

    @Override
    public IntakeBalance balance(LocalDate day, ZoneId zone) {
        return archive.intakeLedger().balance(day, zone);
    }
}
