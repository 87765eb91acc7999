package org.kartoteka.api.answer;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.batch.IntakeBalance;
import org.kartoteka.archive.batch.WaitingFile;
import org.kartoteka.archive.identity.BatchId;

/** Says what came in on a day and what became of it. */
public final class IntakeAnswers {
    /** More batches of one day than this are counted in the balance but not listed. */
    public static final int LISTED_MAX = 20_000;

    private static final int REFUSED_MAX = 300;

    private final Intake intake;
    private final BatchAnswers batches;
    private final DayOfBatches days;
    private final WaitingSides sides;

    public IntakeAnswers(Intake intake, BatchAnswers batches, DayOfBatches days, WaitingSides sides) {
        this.intake = intake;
        this.sides = sides;
        this.batches = batches;
        this.days = days;
    }

    public IntakeAnswer answer(LocalDate day, ZoneId zone, Locale locale) {
        Balance balance = balance(day, zone);
        List<BatchAnswer> refused = balance.total().quarantined() == 0 ? List.of() : refused(day, zone, locale);
        return new IntakeAnswer(day, zone.getId(), balance.total(), balance.folders(), waiting(locale), refused);
    }

    /** The counts of a day: all folders together, and each. */
    public record Balance(IntakeAnswer.Counts total, List<IntakeAnswer.Folder> folders) {}

    public Balance balance(LocalDate day, ZoneId zone) {
        List<IntakeAnswer.Folder> folders = intake.balance(day, zone).folders().stream()
                .map(folder -> new IntakeAnswer.Folder(folder.folder(), counts(folder)))
                .toList();
        return new Balance(total(folders), folders);
    }

    /** The totals of a day alone. */
    public IntakeAnswer.Counts totals(LocalDate day, ZoneId zone) {
        return balance(day, zone).total();
    }

    /** Ids of the day's batches, newest first. */
    public List<BatchId> newestFirst(LocalDate day, ZoneId zone) {
        List<BatchId> ids = new ArrayList<>(days.list(day, zone, Optional.empty(), LISTED_MAX));
        Collections.reverse(ids);
        return ids;
    }

    public List<IntakeAnswer.Waiting> waiting(Locale locale) {
        return Stream.concat(intake.waiting().stream().map(file -> waiting(file, locale)), sides.list(locale).stream())
                .toList();
    }

    private static IntakeAnswer.Waiting waiting(WaitingFile file, Locale locale) {
        return new IntakeAnswer.Waiting(
                file.folder(),
                file.fileName(),
                file.sizeBytes(),
                file.seenAt(),
                Sentences.of(file.why(), locale),
                null);
    }

    private List<BatchAnswer> refused(LocalDate day, ZoneId zone, Locale locale) {
        return newestFirst(day, zone).stream()
                .map(id -> batches.answer(id, locale))
                .filter(batch -> batch.state().equals("quarantined"))
                .limit(REFUSED_MAX)
                .toList();
    }

    private static IntakeAnswer.Counts counts(IntakeBalance.Folder folder) {
        return new IntakeAnswer.Counts(
                folder.seen(), folder.archived(), folder.duplicate(), folder.quarantined(), folder.waiting());
    }

    private static IntakeAnswer.Counts total(List<IntakeAnswer.Folder> folders) {
        long archived = 0;
        long duplicate = 0;
        long quarantined = 0;
        long waiting = 0;
        for (IntakeAnswer.Folder folder : folders) {
            archived += folder.counts().archived();
            duplicate += folder.counts().duplicate();
            quarantined += folder.counts().quarantined();
            waiting += folder.counts().waiting();
        }
        return new IntakeAnswer.Counts(
                archived + duplicate + quarantined + waiting, archived, duplicate, quarantined, waiting);
    }
}
