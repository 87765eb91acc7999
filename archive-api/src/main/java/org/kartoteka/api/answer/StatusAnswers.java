package org.kartoteka.api.answer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.search.RebuildProgress;
import org.kartoteka.archive.search.ReindexJob;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.archive.stack.ParkedPasses;
import org.kartoteka.archive.work.DeadLetters;
import org.kartoteka.archive.work.HintsUnavailable;
import org.kartoteka.archive.work.WorkList;

/** Says how the service stands. */
public final class StatusAnswers {
    private static final int COUNTED_MAX = 10_000;
    /** What the ids of batches and documents begin with. */
    private static final DateTimeFormatter ID_TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS");

    private static final int ID_TIME_LENGTH = "yyyyMMdd-HHmmssSSS".length();

    private final WorkList workList;
    private final ParkedPasses parked;
    private final SearchIndex index;
    private final Intake intake;
    private final IntakeAnswers intakeAnswers;
    private final DeadLetters deadLetters;
    private final ReindexJob reindex;

    /** Who is asked for what waits. */
    public record Work(WorkList workList, ParkedPasses parked, DeadLetters deadLetters) {}

    /** Who is asked for the index. */
    public record Search(SearchIndex index, ReindexJob reindex) {}

    public StatusAnswers(Work work, Search search, Intake intake, IntakeAnswers intakeAnswers) {
        this.workList = work.workList();
        this.parked = work.parked();
        this.deadLetters = work.deadLetters();
        this.index = search.index();
        this.reindex = search.reindex();
        this.intake = intake;
        this.intakeAnswers = intakeAnswers;
    }

    public StatusAnswer answer(String version, LocalDate today, ZoneId zone) {
        Set<String> sides = parked.list().stream().map(BatchId::value).collect(Collectors.toSet());
        return new StatusAnswer(
                version,
                Runtime.version().toString(),
                indexed(),
                rebuild(),
                intakeAnswers.totals(today, zone),
                intake.waiting().size(),
                sides.size(),
                queue(WorkList.Kind.READ, sides),
                queue(WorkList.Kind.INDEX, Set.of()),
                setAside());
    }

    private @Nullable Long indexed() {
        try {
            return index.size();
        } catch (SearchUnavailable e) {
            // The rest of the status is wanted most when the engine is down.
            return null;
        }
    }

    private StatusAnswer.@Nullable Rebuild rebuild() {
        RebuildProgress progress = reindex.progress();
        return progress.isRunning() ? new StatusAnswer.Rebuild(progress.documents()) : null;
    }

    private @Nullable Integer setAside() {
        try {
            return deadLetters.list(COUNTED_MAX).size();
        } catch (HintsUnavailable e) {
            return null;
        }
    }

    private StatusAnswer.Queue queue(WorkList.Kind kind, Set<String> leftOut) {
        List<String> all = workList.list(kind, "", COUNTED_MAX);
        List<String> ids = all.stream().filter(id -> !leftOut.contains(id)).toList();
        Instant oldest = ids.isEmpty() ? null : arrival(ids.getFirst());
        return new StatusAnswer.Queue(ids.size(), all.size() == COUNTED_MAX, oldest);
    }

    private static Instant arrival(String id) {
        return LocalDateTime.parse(id.substring(0, ID_TIME_LENGTH), ID_TIME).toInstant(ZoneOffset.UTC);
    }
}
