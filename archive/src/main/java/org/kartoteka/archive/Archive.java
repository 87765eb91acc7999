package org.kartoteka.archive;

import java.time.InstantSource;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.IntakeLedger;
import org.kartoteka.archive.casefile.CaseFileChanges;
import org.kartoteka.archive.casefile.CaseFileList;
import org.kartoteka.archive.casefile.CaseFileSettings;
import org.kartoteka.archive.casefile.CaseFileTexts;
import org.kartoteka.archive.casefile.CaseFiles;
import org.kartoteka.archive.document.CurrentReadings;
import org.kartoteka.archive.document.DocumentCorrections;
import org.kartoteka.archive.document.DocumentFiling;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.model.TypeModels;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.search.IndexProjection;
import org.kartoteka.archive.search.Reindex;
import org.kartoteka.archive.stack.Stacks;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.timeline.CaseTimeline;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.work.WorkHints;
import org.kartoteka.archive.work.WorkList;

/**
 * Everything that works on one store, wired together. Holds no state but caches, owns no thread; the store is closed by
 * whoever opened it. Safe for use by many threads.
 *
 * @param id the archive's own id, as {@code archive.json} has it
 */
public record Archive(
        String id,
        ObjectStore store,
        EventLog events,
        WorkList workList,
        Batches batches,
        IntakeLedger intakeLedger,
        Stacks stacks,
        Documents documents,
        DocumentCorrections corrections,
        DocumentFiling filing,
        CurrentReadings readings,
        TypeModels typeModels,
        CaseFiles caseFiles,
        CaseFileChanges caseFileChanges,
        CaseFileTexts caseFileTexts,
        CaseFileList caseFileList,
        CaseTimeline caseTimeline,
        Renditions renditions,
        IndexProjection indexProjection,
        Reindex reindex,
        ArchiveVerifier verifier) {
    /**
     * Opens the archive in this store. An empty store becomes a new archive and is given {@code archive.json},
     * {@code README.txt} and {@code archive-format.md}, so that it explains itself without this program.
     *
     * @throws UnknownFormat the store holds something else, or an archive of a version this program does not know
     */
    public static Archive open(ObjectStore store, WorkHints hints, InstantSource clock) {
        return open(store, hints, clock, CaseFileSettings.DEFAULT);
    }

    /** As {@link #open(ObjectStore, WorkHints, InstantSource)}, with what the office decided for its case files. */
    public static Archive open(
            ObjectStore store, WorkHints hints, InstantSource clock, CaseFileSettings caseFileSettings) {
        ArchiveIdentity identity = ArchiveIdentity.openOrCreate(store, clock);
        EventLog events = new EventLog(store, clock);
        WorkList workList = new WorkList(store, hints);
        Batches batches = new Batches(store, events, workList);
        CaseFileTexts texts = new CaseFileTexts(store);
        CaseFileList list = new CaseFileList(events, texts, clock);
        CaseFiles caseFiles = new CaseFiles(events, list::noteChange);
        DocumentFiling filing = new DocumentFiling(events, caseFiles, workList);
        Documents documents = new Documents(events, caseFiles, workList);
        Renditions renditions = new Renditions(store);
        CurrentReadings readings = new CurrentReadings(store, renditions);
        IndexProjection projection = new IndexProjection(batches, documents, renditions, readings);
        return new Archive(
                identity.id(),
                store,
                events,
                workList,
                batches,
                new IntakeLedger(batches),
                new Stacks(events),
                documents,
                new DocumentCorrections(store, events, filing, readings),
                filing,
                readings,
                new TypeModels(store, events),
                caseFiles,
                new CaseFileChanges(events, texts, list, clock, caseFileSettings),
                texts,
                list,
                new CaseTimeline(events, batches, texts),
                renditions,
                projection,
                new Reindex(documents, projection),
                new ArchiveVerifier(store));
    }
}
