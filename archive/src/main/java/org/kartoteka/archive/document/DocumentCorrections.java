package org.kartoteka.archive.document;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.kartoteka.archive.casefile.CaseFiles;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.ChainConflict;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;
import org.kartoteka.archive.work.WorkList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what persons say of documents: an event in the document's chain, its values beside it, the document filed where its
 * case reference now leads, and the index told. Safe for use by many threads and processes.
 */
public final class DocumentCorrections {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentCorrections.class);
    private static final int NONCE_BYTES = 16;
    private static final String PREFIX = "corrections/";
    private static final int KEY_SEGMENTS = 4;
    private static final int SETTLINGS_MAX = 20;

    private final ObjectStore store;
    private final EventLog events;
    private final CaseFiles caseFiles;
    private final WorkList workList;
    private final CurrentReadings readings;
    private final SecureRandom chance = new SecureRandom();

    public DocumentCorrections(
            ObjectStore store, EventLog events, CaseFiles caseFiles, WorkList workList, CurrentReadings readings) {
        this.store = store;
        this.events = events;
        this.caseFiles = caseFiles;
        this.workList = workList;
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
        ChainId chain = DocumentEvents.chain(id);
        List<EventRecord> known = events.read(chain);
        Document before = DocumentEvents.fold(id, known).orElseThrow();
        if (before.sequence() != sequence) {
            throw changed(id, sequence);
        }
        DocumentReading reading = readings.of(before);
        byte[] values = values(before, reading, correction).encode();
        Digest digest = Digest.of(values);
        workList.put(WorkList.Kind.INDEX, id.value());
        StoredBytes.createOrSame(store, SetFields.key(id, digest), values);
        try {
            events.append(chain, known, actor, List.of(DocumentEvents.correction(before, reading, correction, digest)));
        } catch (ChainConflict _) {
            throw changed(id, sequence);
        }
        // Whoever indexed an earlier state meanwhile may have removed the marker.
        workList.put(WorkList.Kind.INDEX, id.value());
        fileOrLeave(id);
        workList.hint(WorkList.Kind.INDEX, id.value());
        return find(id).orElseThrow();
    }

    /** The correction is committed: what cannot be filed now is filed by whoever works off the marker. */
    private void fileOrLeave(DocumentId id) {
        try {
            settleFiling(id);
        } catch (ObjectStoreException | ChainConflict e) {
            LOG.atWarn()
                    .addKeyValue("document", id)
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("a corrected document cannot be filed now and waits");
        }
    }

    private DocumentChanged changed(DocumentId id, long sequence) {
        List<EventRecord> records = events.read(DocumentEvents.chain(id));
        Document now = DocumentEvents.fold(id, records).orElseThrow();
        return new DocumentChanged(
                now,
                records.stream().filter(record -> record.sequence() > sequence).toList());
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

    private Optional<Document> find(DocumentId id) {
        return DocumentEvents.fold(id, events.read(DocumentEvents.chain(id)));
    }

    /**
     * Files a corrected document where its events say it is, and takes it out of where they say it is no more. Finishes what a
     * crash cut short; may be repeated, and does nothing for a document that nobody corrected.
     */
    public void settleFiling(DocumentId id) {
        long settled = -1;
        for (int i = 0; i < SETTLINGS_MAX; i++) {
            Optional<Document> document = find(id);
            Optional<Corrected.Made> last =
                    document.flatMap(found -> found.corrected().last());
            // Whoever commits last looks last: what another one filed by an older state is put right by him.
            if (last.isEmpty() || document.get().sequence() == settled) {
                return;
            }
            Actor by = last.get().by();
            for (CaseReference reference : document.get().corrected().left()) {
                caseFiles.takeOut(reference, id, by);
            }
            for (CaseReference reference : document.get().caseFiles()) {
                caseFiles.file(reference, id, by);
            }
            settled = document.get().sequence();
        }
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
