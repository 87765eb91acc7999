package org.kartoteka.routes;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.IntakeLedger;
import org.kartoteka.archive.batch.Originals;
import org.kartoteka.archive.casefile.CaseFiles;
import org.kartoteka.archive.document.CurrentReadings;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.document.DocumentCorrections;
import org.kartoteka.archive.document.DocumentFiling;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.model.TypeModels;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.Provenance;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.search.IndexProjection;
import org.kartoteka.archive.stack.Stacks;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.work.WorkHints;
import org.kartoteka.archive.work.WorkList;

/** The archive's services over one store, as after a start. A second one over the same store is a restart. */
public final class TestArchive {
    /** What divides batches where a test does it. */
    public static final Provenance DIVIDER = new Provenance("kartoteka", "divider 1", Map.of(), Map.of());

    public final CrashingStore store;
    public final WorkList workList;
    public final Batches batches;
    public final Stacks stacks;
    public final Documents documents;
    public final DocumentCorrections corrections;
    public final CurrentReadings readings;
    public final TypeModels typeModels;
    public final CaseFiles caseFiles;
    public final Renditions renditions;
    public final IndexProjection projection;
    public final IntakeLedger ledger;

    public TestArchive(CrashingStore store, InstantSource clock, WorkHints hints) {
        this.store = store;
        EventLog events = new EventLog(store, clock);
        this.workList = new WorkList(store, hints);
        this.batches = new Batches(store, events, workList);
        this.stacks = new Stacks(events);
        this.caseFiles = new CaseFiles(events);
        this.documents = new Documents(events, caseFiles, workList);
        this.renditions = new Renditions(store);
        this.typeModels = new TypeModels(store, events);
        this.readings = new CurrentReadings(store, renditions);
        this.corrections =
                new DocumentCorrections(store, events, new DocumentFiling(events, caseFiles, workList), readings);
        this.projection = new IndexProjection(batches, documents, renditions, readings);
        this.ledger = new IntakeLedger(batches);
    }

    /** All batches, oldest first. */
    public List<Batch> allBatches() {
        List<Batch> all = new ArrayList<>();
        for (String key : keys("arrivals/")) {
            String name = key.substring(key.lastIndexOf('/') + 1, key.length() - ".json".length());
            batches.find(new BatchId(name)).ifPresent(all::add);
        }
        return all;
    }

    /** States by file name; fails where a name comes twice. */
    public Map<String, Batch.State> states() {
        Map<String, Batch.State> states = new LinkedHashMap<>();
        for (Batch batch : allBatches()) {
            if (states.put(batches.arrival(batch.id()).fileName(), batch.state()) != null) {
                throw new AssertionError("two batches of one name");
            }
        }
        return states;
    }

    public Batch only() {
        List<Batch> all = allBatches();
        if (all.size() != 1) {
            throw new AssertionError("batches: " + all);
        }
        return all.get(0);
    }

    public List<Document> allDocuments() {
        return documents.list(Optional.empty(), 10_000).stream()
                .map(this::document)
                .toList();
    }

    public Document document(DocumentId id) {
        return documents.find(id).orElseThrow();
    }

    public DocumentReading reading(Document document) {
        return renditions.documentReading(document.reading());
    }

    /** The stored original of the batch. */
    public byte[] original(Batch batch) {
        Digest digest = batch.original().orElseThrow();
        try (var in = store.open(Originals.key(digest))) {
            return in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public List<String> keys(String prefix) {
        return store.list(prefix, "", 100_000).stream().map(Object::toString).toList();
    }
}
