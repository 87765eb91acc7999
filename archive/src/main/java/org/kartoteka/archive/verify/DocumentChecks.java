package org.kartoteka.archive.verify;

import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFileEvents;
import org.kartoteka.archive.casefile.CaseFileTexts;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.document.DocumentEvents;
import org.kartoteka.archive.document.SetFields;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.search.IndexEntries;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.verify.Checks.Unfinished;
import org.kartoteka.archive.work.WorkList;

/** Documents, their renditions, the case files they are filed in, and their entries in the index. */
final class DocumentChecks {
    private final Checks checks;
    private final Aggregates aggregates;
    private final Renditions renditions;
    private final Optional<IndexEntries> index;
    private long documentCount;
    private long renditionCount;

    DocumentChecks(Checks checks, Aggregates aggregates, Optional<IndexEntries> index) {
        this.checks = checks;
        this.aggregates = aggregates;
        this.renditions = new Renditions(checks.store());
        this.index = index;
    }

    long documentCount() {
        return documentCount;
    }

    long renditionCount() {
        return renditionCount;
    }

    void document(DocumentId id, List<EventRecord> records) {
        documentCount++;
        Document document = DocumentEvents.fold(id, records).orElseThrow();
        Optional<PlannedDocument> planned = aggregates.batch(document.batch()).map(Batch::division).stream()
                .flatMap(List::stream)
                .filter(p -> p.id().equals(id))
                .findFirst();
        checks.require(
                Invariant.DOCUMENT_PLANNED,
                id,
                planned.equals(Optional.of(new PlannedDocument(id, document.part(), document.pages()))),
                "batch %s does not plan it with this part and these pages".formatted(document.batch()));
        for (CaseReference reference : document.caseFiles()) {
            filed(document, reference);
        }
        reading(document);
        DocumentEvents.values(records).forEach(digest -> correction(id, digest));
        index.ifPresent(searchIndex -> indexed(searchIndex, document));
    }

    private void filed(Document document, CaseReference reference) {
        DocumentId id = document.id();
        boolean isFiled = isFiled(id, reference);
        if (!isFiled) {
            boolean changed = document.sequence() > 1;
            Unfinished work = changed
                    ? new Unfinished(WorkList.Kind.INDEX, id.value())
                    : new Unfinished(WorkList.Kind.READ, document.batch().value());
            checks.requireUnlessUnfinished(
                    Invariant.FILED_WHERE_SAID,
                    work,
                    () -> isFiled(id, reference),
                    () -> "its document %s says it is filed in %s, which does not hold it".formatted(id, reference));
        }
    }

    private boolean isFiled(DocumentId id, CaseReference reference) {
        return aggregates
                .caseFile(reference)
                .map(CaseFile::documents)
                .orElse(List.of())
                .contains(id);
    }

    private void indexed(IndexEntries searchIndex, Document document) {
        DocumentId id = document.id();
        checks.requireUnlessUnfinished(
                Invariant.INDEXED,
                new Unfinished(WorkList.Kind.INDEX, id.value()),
                () -> searchIndex.version(id).equals(aggregates.document(id).map(Document::sequence)),
                () -> "the index has version %s of it, the chain %d; reindex mends it"
                        .formatted(searchIndex.version(id).map(String::valueOf).orElse("none"), document.sequence()));
    }

    private void reading(Document document) {
        RenditionRef ref = document.reading();
        renditionCount++;
        if (!measure(Invariant.READING_FIXITY, ref)) {
            return;
        }
        try {
            DocumentReading reading = renditions.documentReading(ref);
            rendition(reading.original());
            Optional.ofNullable(reading.otherOriginal()).ifPresent(this::rendition);
            reading.searchablePdf().ifPresent(this::rendition);
            reading.pages().forEach(this::page);
        } catch (ObjectStoreException.Corrupt e) {
            checks.report(Invariant.READING_FIXITY, ref.key(), String.valueOf(e.getMessage()));
        }
    }

    private boolean rendition(RenditionRef ref) {
        renditionCount++;
        return measure(Invariant.RENDITION_FIXITY, ref);
    }

    private void page(RenditionRef ref) {
        if (!rendition(ref)) {
            return;
        }
        try {
            PageText page = renditions.pageText(ref);
            page.image().ifPresent(this::rendition);
        } catch (ObjectStoreException.Corrupt e) {
            checks.report(Invariant.RENDITION_FIXITY, ref.key(), String.valueOf(e.getMessage()));
        }
    }

    private boolean measure(Invariant invariant, RenditionRef ref) {
        return checks.measure(invariant, ref.key(), ref.digest(), ref.sizeBytes());
    }

    void caseFile(CaseReference reference, List<EventRecord> records) {
        CaseFile caseFile = CaseFileEvents.fold(reference, records).orElseThrow();
        CaseFileTexts.naming(records).forEach(event -> text(reference, event));
        for (DocumentId id : caseFile.documents()) {
            if (!saysSo(id, reference)) {
                // Somebody may just be taking it out.
                checks.requireUnlessUnfinished(
                        Invariant.FILED_DOCUMENTS_EXIST,
                        new Unfinished(WorkList.Kind.INDEX, id.value()),
                        () -> saysSo(id, reference) || !isFiled(id, reference),
                        () -> "case file %s holds document %s, which does not exist or does not say so"
                                .formatted(reference, id));
            }
        }
    }

    private void text(CaseReference reference, Event event) {
        ObjectKey key = CaseFileTexts.key(reference, CaseFileTexts.named(event).orElseThrow());
        checks.read(Invariant.CASE_TEXT_FIXITY, key).ifPresent(bytes -> {
            try {
                CaseFileTexts.check(reference, event, bytes);
            } catch (ObjectStoreException.Corrupt e) {
                checks.report(Invariant.CASE_TEXT_FIXITY, key, String.valueOf(e.getMessage()));
            }
        });
    }

    private boolean saysSo(DocumentId id, CaseReference reference) {
        return aggregates
                .document(id)
                .map(Document::caseFiles)
                .orElse(List.of())
                .contains(reference);
    }

    private void correction(DocumentId id, Digest digest) {
        ObjectKey key = SetFields.key(id, digest);
        checks.read(Invariant.CORRECTION_FIXITY, key).ifPresent(bytes -> {
            if (!Digest.of(bytes).equals(digest)) {
                checks.report(Invariant.CORRECTION_FIXITY, key, "its bytes have another digest than its event names");
                return;
            }
            try {
                SetFields.decode(id, key, bytes);
            } catch (ObjectStoreException.Corrupt e) {
                checks.report(Invariant.CORRECTION_FIXITY, key, String.valueOf(e.getMessage()));
            }
        });
    }

    void indexEntry(IndexEntries.Entry entry) {
        checks.require(
                Invariant.NOTHING_ELSE_INDEXED,
                entry.id(),
                aggregates.exists(entry.id()),
                "the index holds it, but there is no such document; reindex mends it");
    }
}
