package org.kartoteka.archive.document;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.StoredBytes;

/**
 * Takes what persons say of documents: an event in the document's chain, its values beside it, the document filed where its
 * case reference now leads, and the index told. Safe for use by many threads and processes.
 */
public final class DocumentCorrections {
    private static final int NONCE_BYTES = 16;
    private static final String PREFIX = "corrections/";
    private static final int KEY_SEGMENTS = 4;

    private final ObjectStore store;
    private final EventLog events;
    private final DocumentFiling filing;
    private final CurrentReadings readings;
    private final SecureRandom chance = new SecureRandom();

    public DocumentCorrections(ObjectStore store, EventLog events, DocumentFiling filing, CurrentReadings readings) {
        this.store = store;
        this.events = events;
        this.filing = filing;
        this.readings = readings;
    }

    /**
     * Appends event {@code correction}, after marker and values are stored, and files the document anew where its case
     * reference changed. A crash behind the event leaves the marker {@code todo/index/<document>}; whoever indexes finishes the
     * filing first.
     *
     * @param sequence of the last record the caller has seen
     * @return the document as it is then
     * @throws DocumentChanged somebody else was faster; nothing was changed
     * @throws NoSuchElementException there is no such document
     */
    public Document correct(DocumentId id, long sequence, Correction correction, Actor actor) {
        List<EventRecord> known = known(id, sequence);
        Document before = DocumentEvents.fold(id, known).orElseThrow();
        DocumentReading reading = readings.of(before);
        byte[] values = values(before, reading, correction).encode();
        Digest digest = Digest.of(values);
        StoredBytes.createOrSame(store, SetFields.key(id, digest), values);
        return filing.append(
                before, known, actor, List.of(DocumentEvents.correction(before, reading, correction, digest)));
    }

    /**
     * Takes back the last correction that is in force: what held before it holds again, and the document goes back to the case
     * files in which it was. Appends event {@code correction-withdrawal}; the correction stays in the chain.
     *
     * @param sequence of the last record the caller has seen
     * @return the document as it is then
     * @throws DocumentChanged somebody else was faster; nothing was changed
     * @throws IllegalStateException no correction is in force
     * @throws NoSuchElementException there is no such document
     */
    public Document withdraw(DocumentId id, long sequence, Actor actor) {
        List<EventRecord> known = known(id, sequence);
        long correction = DocumentEvents.lastInForce(known)
                .orElseThrow(() -> new IllegalStateException(
                        "document %s has no correction that could be taken back".formatted(id)));
        Document before = DocumentEvents.fold(id, known).orElseThrow();
        return filing.append(before, known, actor, List.of(DocumentEvents.withdrawal(correction)));
    }

    private List<EventRecord> known(DocumentId id, long sequence) {
        List<EventRecord> known = events.read(DocumentEvents.chain(id));
        if (known.isEmpty()) {
            throw new NoSuchElementException("there is no document " + id);
        }
        if (known.getLast().sequence() != sequence) {
            throw DocumentChanged.since(DocumentEvents.fold(id, known).orElseThrow(), known, sequence);
        }
        return known;
    }

    /** As {@link DocumentFiling#settle}. */
    public void settleFiling(DocumentId id) {
        filing.settle(id);
    }

    private SetFields values(Document before, DocumentReading reading, Correction correction) {
        Map<String, List<String>> set = new TreeMap<>(readings.set(before));
        set.putAll(correction.fields());
        List<SetFields.Change> changes = new ArrayList<>();
        new TreeMap<>(correction.fields())
                .forEach((name, to) -> changes.add(new SetFields.Change(name, values(reading, name), to)));
        byte[] nonce = new byte[NONCE_BYTES];
        chance.nextBytes(nonce);
        return new SetFields(before.id(), HexFormat.of().formatHex(nonce), changes, set);
    }

    private static List<String> values(DocumentReading reading, String name) {
        return reading.fields().stream()
                .filter(field -> field.name().equals(name))
                .map(DocumentReading.Field::value)
                .distinct()
                .toList();
    }

    /**
     * Calls with the document of each correction, documents ascending: once for every time that it was corrected. One listing
     * for each {@code atOnce}.
     */
    public void forEach(int atOnce, Consumer<DocumentId> corrected) {
        String after = "";
        for (List<ObjectKey> page = store.list(PREFIX, after, atOnce);
                !page.isEmpty();
                page = store.list(PREFIX, after, atOnce)) {
            for (ObjectKey key : page) {
                String[] segments = key.value().split("/", -1);
                if (segments.length == KEY_SEGMENTS) {
                    corrected.accept(new DocumentId(segments[2]));
                }
            }
            after = page.getLast().value();
        }
    }
}
