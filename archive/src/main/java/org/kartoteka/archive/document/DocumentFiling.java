package org.kartoteka.archive.document;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.kartoteka.archive.casefile.CaseFiles;
import org.kartoteka.archive.casefile.Filing;
import org.kartoteka.archive.casefile.HowFiled;
import org.kartoteka.archive.casefile.Leaving;
import org.kartoteka.archive.casefile.NoSuchCaseFile;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.ChainConflict;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.work.WorkList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files documents in case files by hand, takes them out and moves them. The document's own chain decides where it is filed; the
 * case files' chains follow it, and where a crash comes between, whoever indexes the document finishes that. Safe for use by many
 * threads and processes.
 */
public final class DocumentFiling {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentFiling.class);
    private static final int SETTLINGS_MAX = 20;

    private final EventLog events;
    private final CaseFiles caseFiles;
    private final WorkList workList;

    public DocumentFiling(EventLog events, CaseFiles caseFiles, WorkList workList) {
        this.events = events;
        this.caseFiles = caseFiles;
        this.workList = workList;
    }

    /**
     * Files the document by hand in a case file that exists, open or closed; does nothing where it is filed there.
     *
     * @param sequence of the last record of the document the caller has seen
     * @throws DocumentChanged somebody else was faster; nothing was changed
     * @throws NoSuchCaseFile there is no such case file
     * @throws NoSuchElementException there is no such document
     */
    public Document file(DocumentId id, long sequence, CaseReference reference, Actor actor) {
        return change(
                id,
                sequence,
                actor,
                before -> before.caseFiles().contains(reference)
                        ? List.of()
                        : List.of(DocumentEvents.filing(existing(reference), HowFiled.HAND, Optional.empty())));
    }

    /** Takes the document out of the case file; does nothing where it is not filed there. Otherwise as {@link #file}. */
    public Document takeOut(DocumentId id, long sequence, CaseReference reference, Actor actor) {
        return change(
                id,
                sequence,
                actor,
                before -> before.caseFiles().contains(reference)
                        ? List.of(DocumentEvents.removal(reference, Optional.empty()))
                        : List.of());
    }

    /**
     * Takes the document out of one case file and files it in another, in one record. Does nothing where it is not filed in
     * {@code from} but in {@code to}. Otherwise as {@link #file}.
     */
    public Document move(DocumentId id, long sequence, Move move, Actor actor) {
        return change(id, sequence, actor, before -> {
            boolean isThere = before.caseFiles().contains(move.to());
            if (!before.caseFiles().contains(move.from())) {
                return isThere
                        ? List.of()
                        : List.of(DocumentEvents.filing(existing(move.to()), HowFiled.HAND, Optional.empty()));
            }
            Event out = DocumentEvents.removal(move.from(), Optional.of(move.to()));
            return isThere || move.from().equals(move.to())
                    ? List.of()
                    : List.of(out, DocumentEvents.filing(existing(move.to()), HowFiled.HAND, Optional.of(move.from())));
        });
    }

    /** From which case file to which. */
    public record Move(CaseReference from, CaseReference to) {}

    private CaseReference existing(CaseReference reference) {
        if (!caseFiles.exists(reference)) {
            throw new NoSuchCaseFile(reference);
        }
        return reference;
    }

    private Document change(DocumentId id, long sequence, Actor actor, Function<Document, List<Event>> decide) {
        List<EventRecord> known = events.read(DocumentEvents.chain(id));
        Document before = DocumentEvents.fold(id, known).orElseThrow();
        List<Event> wanted = decide.apply(before);
        if (wanted.isEmpty()) {
            return before;
        }
        if (before.sequence() != sequence) {
            throw DocumentChanged.since(before, known, sequence);
        }
        return append(before, known, actor, wanted);
    }

    /**
     * Appends the events behind what is known, the marker put before and after it, and files the document where it belongs then.
     *
     * @throws DocumentChanged somebody else was faster; nothing was changed
     */
    Document append(Document before, List<EventRecord> known, Actor actor, List<Event> wanted) {
        DocumentId id = before.id();
        workList.put(WorkList.Kind.INDEX, id.value());
        try {
            events.append(DocumentEvents.chain(id), known, actor, wanted);
        } catch (ChainConflict _) {
            List<EventRecord> records = events.read(DocumentEvents.chain(id));
            throw DocumentChanged.since(DocumentEvents.fold(id, records).orElseThrow(), records, before.sequence());
        }
        // Whoever indexed an earlier state meanwhile may have removed the marker.
        workList.put(WorkList.Kind.INDEX, id.value());
        settleOrLeave(id);
        workList.hint(WorkList.Kind.INDEX, id.value());
        return find(id).orElseThrow();
    }

    /** The change is committed: what cannot be filed now is filed by whoever works off the marker. */
    private void settleOrLeave(DocumentId id) {
        try {
            settle(id);
        } catch (ObjectStoreException | ChainConflict e) {
            LOG.atWarn()
                    .addKeyValue("document", id)
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("a document cannot be filed now and waits");
        }
    }

    /**
     * Files a document where its events say it is, and takes it out of where they say it is no more. Finishes what a crash cut
     * short; may be repeated, and does nothing for a document that nobody changed since it was ingested.
     */
    public void settle(DocumentId id) {
        long settled = -1;
        for (int i = 0; i < SETTLINGS_MAX; i++) {
            Optional<Document> document = find(id);
            // Whoever commits last looks last: what another one filed by an older state is put right by him.
            if (document.isEmpty()
                    || document.get().sequence() == 1
                    || document.get().sequence() == settled) {
                return;
            }
            for (Leaving leaving : document.get().left()) {
                caseFiles.takeOut(leaving, id);
            }
            for (Filing filing : document.get().filings()) {
                caseFiles.file(filing, id);
            }
            settled = document.get().sequence();
        }
    }

    private Optional<Document> find(DocumentId id) {
        return DocumentEvents.fold(id, events.read(DocumentEvents.chain(id)));
    }
}
