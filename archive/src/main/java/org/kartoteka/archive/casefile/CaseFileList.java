package org.kartoteka.archive.casefile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.store.ObjectStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All case files in short, kept in memory: to find, never to decide. The first question reads every chain once; later ones list
 * the keys, at most every few seconds, and read what was appended since, here or on another node. What this process changes is
 * seen at once. A case file whose chain or description is broken is left out; {@code verify} names it.
 *
 * <p>Some hundred bytes for each case file. Safe for use by many threads.
 */
public final class CaseFileList {
    private static final Logger LOG = LoggerFactory.getLogger(CaseFileList.class);
    private static final Duration PAUSE_MIN = Duration.ofSeconds(2);
    /** Looking takes at most this share of the time. */
    private static final int PAUSE_PER_LOOK = 20;

    private final EventLog events;
    private final CaseFileTexts texts;
    private final InstantSource clock;
    private final Map<CaseReference, CaseFileEntry> entries = new ConcurrentHashMap<>();
    private final ReentrantLock looking = new ReentrantLock();
    private Instant lookAgainAt = Instant.MIN;
    private volatile boolean isRead;

    public CaseFileList(EventLog events, CaseFileTexts texts, InstantSource clock) {
        this.events = events;
        this.texts = texts;
        this.clock = clock;
    }

    /** The entries that are wanted, in the order that is wanted. Reads the store where the last look is too long ago. */
    public List<CaseFileEntry> find(CaseFileQuery query) {
        return find(query, "", Integer.MAX_VALUE);
    }

    /** As {@link #find(CaseFileQuery)}, at most {@code limit} behind a position of that order; empty = from the start. */
    public List<CaseFileEntry> find(CaseFileQuery query, String after, int limit) {
        look();
        return entries.values().stream()
                .filter(query::matches)
                .map(entry -> Map.entry(query.order().position(entry), entry))
                .filter(entry -> entry.getKey().compareTo(after) > 0)
                .sorted(Map.Entry.comparingByKey())
                .limit(limit)
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The entries for which this holds, those changed last first. */
    public List<CaseFileEntry> where(Predicate<CaseFileEntry> wanted) {
        look();
        return entries.values().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(CaseFileQuery.Order.CHANGED::position))
                .toList();
    }

    /** How many are wanted. */
    public long count(CaseFileQuery query) {
        look();
        return entries.values().stream().filter(query::matches).count();
    }

    /** The entry; empty where there is no such case file. */
    public Optional<CaseFileEntry> find(CaseReference reference) {
        look();
        return Optional.ofNullable(entries.get(reference));
    }

    /** Takes notice of a case file that was changed here. */
    public void noteChange(CaseFile file) {
        try {
            put(file);
        } catch (ObjectStoreException e) {
            skip(file.reference(), e);
        }
    }

    /** Where somebody else is looking, and there is something to show, that is shown as it is. */
    private void look() {
        if (isRead) {
            if (looking.tryLock()) {
                try {
                    lookUnlessJustNow();
                } finally {
                    looking.unlock();
                }
            }
            return;
        }
        looking.lock();
        try {
            lookUnlessJustNow();
        } finally {
            looking.unlock();
        }
    }

    private void lookUnlessJustNow() {
        Instant begun = clock.instant();
        if (begun.isBefore(lookAgainAt)) {
            return;
        }
        readChanged();
        isRead = true;
        Instant now = clock.instant();
        Duration pause = Duration.between(begun, now).multipliedBy(PAUSE_PER_LOOK);
        lookAgainAt = now.plus(pause.compareTo(PAUSE_MIN) < 0 ? PAUSE_MIN : pause);
    }

    private void readChanged() {
        Map<CaseReference, Long> stale = new HashMap<>();
        events.forEachChain(
                ChainId.Kind.CASE_FILE,
                (id, last) -> reference(id).ifPresent(reference -> {
                    CaseFileEntry known = entries.get(reference);
                    if (known == null || known.sequence() < last) {
                        stale.put(reference, last);
                    }
                }));
        stale.keySet().forEach(this::read);
    }

    private static Optional<CaseReference> reference(String id) {
        try {
            return Optional.of(new CaseReference(id));
        } catch (IllegalArgumentException _) {
            // A stranger in the store; verify names it.
            return Optional.empty();
        }
    }

    private void read(CaseReference reference) {
        try {
            CaseFileEvents.fold(reference, events.read(CaseFileEvents.chain(reference)))
                    .ifPresent(this::put);
        } catch (ChainBroken e) {
            skip(reference, e);
        } catch (ObjectStoreException e) {
            if (e.retryable()) {
                throw e;
            }
            skip(reference, e);
        }
    }

    private void put(CaseFile file) {
        CaseFileEntry entry = CaseFileEntry.of(file, texts.description(file));
        entries.merge(file.reference(), entry, (one, other) -> one.sequence() > other.sequence() ? one : other);
    }

    private static void skip(CaseReference reference, RuntimeException cause) {
        LOG.atWarn()
                .addKeyValue("caseFile", reference)
                .addKeyValue("cause", cause.getClass().getSimpleName())
                .log("a case file cannot be listed");
    }
}
