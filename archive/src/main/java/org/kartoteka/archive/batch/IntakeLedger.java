package org.kartoteka.archive.batch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.identity.BatchId;

/**
 * Computes intake balances from the chains. Remembers batches in a final state (only their folder and state), so that a
 * repeated question costs a listing and the batches still waiting or set aside. Bounded: remembers the last few days asked
 * for. Safe for use by many threads.
 */
public final class IntakeLedger {
    private static final int DAYS_REMEMBERED_MAX = 8;
    private static final int PAGE = 1000;

    private final Batches batches;
    private final Map<LocalDate, Map<BatchId, Known>> days = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, Map<BatchId, Known>> eldest) {
            return size() > DAYS_REMEMBERED_MAX;
        }
    };

    public IntakeLedger(Batches batches) {
        this.batches = batches;
    }

    /** The balance of the day in that zone, as the archive knows it; files not yet captured are not in it. */
    public IntakeBalance balance(LocalDate day, ZoneId zone) {
        Map<String, Map<State, Long>> counts = new TreeMap<>();
        forEach(
                day,
                zone,
                (_, known) -> counts.computeIfAbsent(known.folder(), _ -> new EnumMap<>(State.class))
                        .merge(known.state(), 1L, Long::sum));
        return new IntakeBalance(
                day,
                counts.entrySet().stream()
                        .map(folder -> folder(folder.getKey(), folder.getValue()))
                        .toList());
    }

    /**
     * The batches of a day that are set aside, oldest first.
     *
     * @param looked how many batches of that day there are
     */
    public record SetAside(List<BatchId> batches, int looked) {
        public SetAside {
            batches = List.copyOf(batches);
        }
    }

    /** What came in on the day in that zone and is quarantined now. Costs as much as its balance. */
    public SetAside setAside(LocalDate day, ZoneId zone) {
        List<BatchId> quarantined = new ArrayList<>();
        AtomicInteger looked = new AtomicInteger();
        forEach(day, zone, (id, known) -> {
            looked.incrementAndGet();
            if (known.state() == State.QUARANTINED) {
                quarantined.add(id);
            }
        });
        return new SetAside(quarantined, looked.get());
    }

    private void forEach(LocalDate day, ZoneId zone, BiConsumer<BatchId, Known> batch) {
        Instant from = day.atStartOfDay(zone).toInstant();
        Instant until = day.plusDays(1).atStartOfDay(zone).toInstant();
        LocalDate last = LocalDate.ofInstant(until.minusMillis(1), ZoneOffset.UTC);
        for (LocalDate utcDay = LocalDate.ofInstant(from, ZoneOffset.UTC);
                !utcDay.isAfter(last);
                utcDay = utcDay.plusDays(1)) {
            Map<BatchId, Known> remembered = remembered(utcDay);
            for (BatchId id : idsOf(utcDay)) {
                if (!id.time().isBefore(from) && id.time().isBefore(until)) {
                    batch.accept(id, lookUp(id, remembered));
                }
            }
        }
    }

    private static IntakeBalance.Folder folder(String name, Map<State, Long> counts) {
        return new IntakeBalance.Folder(
                name,
                counts.getOrDefault(State.ARCHIVED, 0L),
                counts.getOrDefault(State.DUPLICATE, 0L),
                counts.getOrDefault(State.QUARANTINED, 0L),
                counts.getOrDefault(State.WAITING, 0L));
    }

    private Map<BatchId, Known> remembered(LocalDate utcDay) {
        synchronized (days) {
            return days.computeIfAbsent(utcDay, _ -> new ConcurrentHashMap<>());
        }
    }

    private List<BatchId> idsOf(LocalDate utcDay) {
        List<BatchId> all = new ArrayList<>();
        Optional<BatchId> after = Optional.empty();
        for (List<BatchId> page = batches.ofDay(utcDay, after, PAGE);
                !page.isEmpty();
                page = batches.ofDay(utcDay, after, PAGE)) {
            all.addAll(page);
            after = Optional.of(page.getLast());
        }
        return all;
    }

    private Known lookUp(BatchId id, Map<BatchId, Known> remembered) {
        Known known = remembered.get(id);
        if (known != null && (known.state() == State.ARCHIVED || known.state() == State.DUPLICATE)) {
            return known;
        }
        // The folder never changes; the state of a waiting or quarantined batch may.
        String folder = known == null ? batches.arrival(id).folder().intern() : known.folder();
        State state = batches.find(id).orElseThrow().state();
        Known current = new Known(folder, state);
        remembered.put(id, current);
        return current;
    }

    private record Known(String folder, State state) {}
}
