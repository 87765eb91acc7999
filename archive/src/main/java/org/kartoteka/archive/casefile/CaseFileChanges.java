package org.kartoteka.archive.casefile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.ChainConflict;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.store.Digest;

/**
 * What persons do with case files: open them, say whose and until when, write notes, close and reopen them. Every change is
 * appended behind the record that the person saw, so nothing is overwritten unseen; a command that is repeated because its
 * answer was lost meets its own event, and is done. Safe for use by many threads and processes.
 */
public final class CaseFileChanges {
    private static final int ISSUES_MAX = 10_000;

    private final EventLog events;
    private final CaseFileTexts texts;
    private final CaseFileList list;
    private final InstantSource clock;
    private final CaseFileSettings settings;
    private final Consumer<CaseFile> changed;

    public CaseFileChanges(
            EventLog events, CaseFileTexts texts, CaseFileList list, InstantSource clock, CaseFileSettings settings) {
        this.events = events;
        this.texts = texts;
        this.list = list;
        this.clock = clock;
        this.settings = settings;
        this.changed = list::noteChange;
    }

    /**
     * How a case file is opened.
     *
     * @param reference as it is printed on paper; empty = a new one is issued
     * @param request tells this command from any other, so that it can be repeated: then there is one case file still, unless it
     *     is repeated on another node within seconds. Empty = it is not repeated
     * @param change what is said of it from the beginning
     */
    public record Opening(Optional<CaseReference> reference, String request, CaseFileChange change) {}

    /**
     * Opens a case file. Of two that open one under the same number at the same time, here or on another node, the chain lets one
     * win; the other gets the next number.
     *
     * @throws CaseFileExists there is one of the given reference, opened by another command
     * @throws InvalidCaseFile something cannot be what it is said to be
     */
    public CaseFile open(Opening opening, Actor actor) {
        opening.change().description(Description.NONE);
        String request = opening.request().isBlank() ? UUID.randomUUID().toString() : opening.request();
        String token = Digest.of((actor + "\n" + request).getBytes(UTF_8)).hex();
        Optional<CaseFile> earlier =
                opening.reference().isPresent() || opening.request().isBlank() ? Optional.empty() : openedBy(token);
        CaseFile file = earlier.orElseGet(() -> opening.reference()
                .map(reference -> openAs(reference, token, actor))
                .orElseGet(() -> issue(token, actor)));
        return file.sequence() == 1 && !opening.change().isNothing()
                ? change(file.reference(), 1, opening.change(), actor)
                : file;
    }

    private Optional<CaseFile> openedBy(String token) {
        return list.where(entry -> entry.request().equals(Optional.of(token))).stream()
                .findFirst()
                .flatMap(entry -> find(entry.reference()));
    }

    private CaseFile openAs(CaseReference reference, String token, Actor actor) {
        return tryToOpen(reference, token, actor).orElseThrow(() -> new CaseFileExists(reference));
    }

    private CaseFile issue(String token, Actor actor) {
        Year year = Year.from(clock.instant().atZone(settings.zone()));
        ReferencePattern pattern = settings.references();
        // Numbers that paper brought along may lie anywhere: what counts is what was issued.
        long last = list.where(entry -> entry.request().isPresent()).stream()
                .mapToLong(entry -> pattern.numberOf(year, entry.reference()).orElse(0))
                .max()
                .orElse(0);
        for (long number = last + 1; number <= Math.min(last + ISSUES_MAX, pattern.numberMax()); number++) {
            CaseReference reference = pattern.of(year, number);
            Optional<CaseFile> opened = events.exists(CaseFileEvents.chain(reference))
                    ? Optional.empty()
                    : tryToOpen(reference, token, actor);
            if (opened.isPresent()) {
                return opened.get();
            }
        }
        throw new IllegalStateException(
                "no number of the pattern %s is free: set cases.reference-pattern to another one".formatted(pattern));
    }

    /** Empty where another command opened it. */
    private Optional<CaseFile> tryToOpen(CaseReference reference, String token, Actor actor) {
        try {
            // The token makes the records of two commands differ that are given at the same moment.
            EventRecord opened = events.append(
                    CaseFileEvents.chain(reference), List.of(), actor, List.of(CaseFileEvents.opening(token)));
            return Optional.of(told(reference, List.of(opened)));
        } catch (ChainConflict _) {
            return find(reference).filter(file -> file.request().equals(Optional.of(token)));
        }
    }

    /**
     * Appends what differs from how it is now, all in one record; nothing, where nothing does.
     *
     * @param sequence of the last record the caller has seen
     * @return the case file as it is then
     * @throws CaseFileChanged somebody else was faster; nothing was changed
     * @throws NoSuchCaseFile there is none
     * @throws InvalidCaseFile something cannot be what it is said to be
     */
    public CaseFile change(CaseReference reference, long sequence, CaseFileChange change, Actor actor) {
        ChainId chain = CaseFileEvents.chain(reference);
        List<EventRecord> known = events.read(chain);
        CaseFile now = CaseFileEvents.fold(reference, known).orElseThrow(() -> new NoSuchCaseFile(reference));
        Description described = texts.description(now);
        Optional<Description> description = change.description(described);
        if (now.sequence() != sequence) {
            boolean done = isOwn(known, sequence, actor) && saysNothingNew(now, change) && description.isEmpty();
            return done ? now : refuse(now, known, sequence);
        }
        if (saysNothingNew(now, change) && description.isEmpty()) {
            return now;
        }
        return append(now, known, actor, events(now, change, description));
    }

    private List<Event> events(CaseFile now, CaseFileChange change, Optional<Description> description) {
        List<Event> wanted = new ArrayList<>();
        CaseFile.Standing standing = now.standing();
        description.ifPresent(text -> wanted.add(CaseFileEvents.description(texts.put(now.reference(), text))));
        change.assignee()
                .filter(to -> !to.value().equals(standing.assignee()))
                .ifPresent(to -> wanted.add(CaseFileEvents.assignment(standing.assignee(), to.value())));
        change.due()
                .filter(to -> !to.value().equals(standing.due()))
                .ifPresent(to -> wanted.add(CaseFileEvents.deadline(standing.due(), to.value())));
        change.state()
                .filter(state -> state != standing.state())
                .ifPresent(state -> wanted.add(
                        state == CaseFile.State.CLOSED ? CaseFileEvents.closing() : CaseFileEvents.reopening()));
        return wanted;
    }

    private static boolean saysNothingNew(CaseFile now, CaseFileChange change) {
        CaseFile.Standing standing = now.standing();
        return change.state().filter(state -> state != standing.state()).isEmpty()
                && change.assignee()
                        .filter(to -> !to.value().equals(standing.assignee()))
                        .isEmpty()
                && change.due().filter(to -> !to.value().equals(standing.due())).isEmpty();
    }

    /**
     * Appends a note. A note overwrites nothing, so whatever others did meanwhile does not keep it out.
     *
     * @param sequence of the last record the caller has seen; a note of the same words by the same person behind it counts as this
     *     one
     * @throws NoSuchCaseFile there is none
     */
    public CaseFile note(CaseReference reference, long sequence, Note note, Actor actor) {
        // At most one: whoever is overtaken and asked again does not store it twice.
        List<Digest> stored = new ArrayList<>();
        List<EventRecord> records = events.change(CaseFileEvents.chain(reference), actor, known -> {
            CaseFile now = CaseFileEvents.fold(reference, known).orElseThrow(() -> new NoSuchCaseFile(reference));
            if (stored.isEmpty()) {
                if (isWritten(now, sequence, note, actor)) {
                    return List.of();
                }
                stored.add(texts.put(reference, note));
            }
            return List.of(CaseFileEvents.note(stored.getFirst()));
        });
        return told(reference, records);
    }

    private boolean isWritten(CaseFile now, long sequence, Note note, Actor actor) {
        return now.notes().stream()
                .filter(written -> written.sequence() > sequence && written.by().equals(actor))
                .anyMatch(written -> texts.note(now.reference(), written.digest())
                        .filter(note::equals)
                        .isPresent());
    }

    /** Whether the same person, and nobody else, wrote exactly one record behind the one that was seen. */
    private static boolean isOwn(List<EventRecord> known, long sequence, Actor actor) {
        return known.size() == sequence + 1 && known.getLast().actor().equals(actor);
    }

    private CaseFile append(CaseFile now, List<EventRecord> known, Actor actor, List<Event> wanted) {
        CaseReference reference = now.reference();
        try {
            List<EventRecord> records = new ArrayList<>(known);
            records.add(events.append(CaseFileEvents.chain(reference), known, actor, wanted));
            return told(reference, records);
        } catch (ChainConflict _) {
            List<EventRecord> records = events.read(CaseFileEvents.chain(reference));
            return refuse(CaseFileEvents.fold(reference, records).orElseThrow(), records, now.sequence());
        }
    }

    private CaseFile told(CaseReference reference, List<EventRecord> records) {
        CaseFile file = CaseFileEvents.fold(reference, records).orElseThrow();
        changed.accept(file);
        return file;
    }

    private static CaseFile refuse(CaseFile now, List<EventRecord> known, long sequence) {
        throw new CaseFileChanged(
                now,
                known.stream().filter(record -> record.sequence() > sequence).toList());
    }

    private Optional<CaseFile> find(CaseReference reference) {
        return CaseFileEvents.fold(reference, events.read(CaseFileEvents.chain(reference)));
    }
}
