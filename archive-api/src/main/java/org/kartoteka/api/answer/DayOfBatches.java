package org.kartoteka.api.answer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.identity.BatchId;

/** Lists the batches of a day as people count days. Ids tell the time in UTC, so a day is a range of ids. */
public final class DayOfBatches {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS").withZone(ZoneOffset.UTC);
    private final Batches batches;

    public DayOfBatches(Batches batches) {
        this.batches = batches;
    }

    /** Up to {@code limit} ids of batches that arrived on the day in that zone, ascending, after {@code after}. */
    public List<BatchId> list(LocalDate day, ZoneId zone, Optional<BatchId> after, int limit) {
        Instant start = day.atStartOfDay(zone).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        BatchId first = new BatchId(TIME.format(start) + "-0000000000");
        String stop = TIME.format(end);
        BatchId from = after.filter(id -> id.compareTo(first) > 0).orElse(first);
        List<BatchId> found = new ArrayList<>();
        LocalDate last = LocalDate.ofInstant(end.minusNanos(1), ZoneOffset.UTC);
        for (LocalDate utc = LocalDate.ofInstant(start, ZoneOffset.UTC); !utc.isAfter(last); utc = utc.plusDays(1)) {
            for (BatchId id : batches.ofDay(utc, Optional.of(from), limit - found.size())) {
                if (id.value().compareTo(stop) < 0) {
                    found.add(id);
                }
            }
            if (found.size() >= limit) {
                break;
            }
        }
        return found;
    }
}
