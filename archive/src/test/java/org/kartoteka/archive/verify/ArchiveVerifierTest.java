package org.kartoteka.archive.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.ArchiveIdentity;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.batch.Arrivals;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.Originals;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFileChange;
import org.kartoteka.archive.casefile.Filing;
import org.kartoteka.archive.casefile.HowFiled;
import org.kartoteka.archive.casefile.Note;
import org.kartoteka.archive.document.Correction;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.format.SealedJson;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.model.TypeModels;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.search.InMemorySearchIndex;
import org.kartoteka.archive.search.IndexEntries;
import org.kartoteka.archive.stack.SmallStack;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.FaultyObjectStore;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;
import org.kartoteka.archive.work.WorkList;

final class ArchiveVerifierTest {
    private static final ChainId LETTER = new ChainId(ChainId.Kind.BATCH, SmallArchive.LETTER.value());
    private static final Digest WAITING_ORIGINAL =
            SmallArchive.content("nobody read this yet").digest();

    private static final byte[] MODEL = "a model of types".getBytes(UTF_8);

    /** No version is higher. */
    private static final long LAST = 99;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final InMemorySearchIndex index = new InMemorySearchIndex();
    private final List<Finding> findings = new ArrayList<>();

    /** One way to break each invariant, and nothing else that could not be avoided. */
    private static Map<Invariant, Damage> damages() {
        Map<Invariant, Damage> all = new EnumMap<>(Invariant.class);
        all.put(Invariant.IDENTITY, t -> t.rewrite(ArchiveIdentity.KEY, object -> with(object, "formatVersion", 2L)));
        all.put(
                Invariant.KNOWN_KEYS,
                t -> t.store.create(new ObjectKey("originals/zz/notes.txt"), SmallArchive.content("hello")));
        all.put(
                Invariant.ORIGINAL_FIXITY,
                t -> t.store.overwrite(Originals.key(WAITING_ORIGINAL), "nobody read that yet".getBytes(UTF_8)));
        all.put(Invariant.ORIGINAL_PRESENT, t -> t.store.delete(Originals.key(WAITING_ORIGINAL)));
        all.put(
                Invariant.ARRIVAL_FIXITY,
                t -> t.rewrite(Arrivals.key(SmallArchive.LETTER), object -> with(object, "fileName", "other.pdf")));
        all.put(Invariant.CHAIN_COMPLETE, t -> t.store.delete(LETTER.key(2)));
        all.put(Invariant.RECORD_INTACT, t -> t.flip(LETTER.key(3)));
        all.put(
                Invariant.CHAIN_LINKED,
                t -> t.rewrite(LETTER.key(1), object -> with(object, "time", "2026-11-22T10:15:30.124Z")));
        all.put(
                Invariant.CHAIN_MEANINGFUL,
                t -> t.archive()
                        .events()
                        .change(LETTER, SmallArchive.READER, _ -> List.of(Event.of("ingestion-completion", Map.of()))));
        all.put(
                Invariant.OWNER_ENTRY,
                t -> t.rewrite(
                        Originals.ownerKey(WAITING_ORIGINAL),
                        object -> with(object, "batch", SmallArchive.REFUSED.value())));
        all.put(
                Invariant.ONE_OWNER,
                t -> t.rewrite(
                        Originals.ownerKey(SmallArchive.LETTER_BYTES.digest()),
                        object -> with(object, "batch", SmallArchive.AGAIN.value())));
        all.put(
                Invariant.WAITING_MARKED,
                t -> t.store.delete(WorkList.key(WorkList.Kind.READ, SmallArchive.WAITING.value())));
        all.put(Invariant.PLAN_INGESTED, t -> {
            t.store.delete(new ChainId(ChainId.Kind.DOCUMENT, SmallArchive.SECOND.value()).key(1));
            t.index.remove(SmallArchive.SECOND, LAST);
        });
        all.put(Invariant.DOCUMENT_PLANNED, t -> {
            PlannedDocument third = new PlannedDocument(Batches.documentId(SmallArchive.LETTER, 3), 0, List.of(3));
            SmallArchive.ingest(t.archive(), third, SmallArchive.LETTER, SmallArchive.LETTER_BYTES, List.of());
        });
        all.put(
                Invariant.FILED_WHERE_SAID,
                t -> t.store.delete(new ChainId(ChainId.Kind.CASE_FILE, SmallArchive.CASE.value()).key(1)));
        all.put(
                Invariant.FILED_DOCUMENTS_EXIST,
                t -> t.archive()
                        .caseFiles()
                        .file(
                                Filing.of(new CaseReference("X-1"), HowFiled.REFERENCE, SmallArchive.READER),
                                SmallArchive.FIRST));
        all.put(
                Invariant.READING_FIXITY,
                t -> t.flip(Renditions.documentKey(SmallArchive.FIRST, SmallArchive.RECIPE, "reading.json")));
        all.put(
                Invariant.RENDITION_FIXITY,
                t -> t.flip(Renditions.pageKey(SmallArchive.LETTER_BYTES.digest(), SmallArchive.RECIPE, 2, "png")));
        all.put(Invariant.INDEXED, t -> t.index.remove(SmallArchive.FIRST, LAST));
        all.put(
                Invariant.NOTHING_ELSE_INDEXED,
                t -> t.store.delete(new ChainId(ChainId.Kind.DOCUMENT, SmallArchive.SECOND.value()).key(1)));
        all.put(Invariant.CORRECTION_FIXITY, t -> t.store.delete(t.correction()));
        all.put(Invariant.MODEL_FIXITY, t -> t.flip(TypeModels.key(Digest.of(MODEL))));
        all.put(
                Invariant.CASE_TEXT_FIXITY,
                t -> t.flip(t.store.list("notes/", "", 1).getFirst()));
        all.put(
                Invariant.INCORPORATED,
                t -> t.append(Event.of("incorporation", Map.of("in", SmallArchive.LETTER.value()))));
        all.put(
                Invariant.STACK_PAGES,
                t -> t.append(
                        collation(List.of(1L), List.of(2L)),
                        Event.of(
                                "division",
                                Map.of(
                                        "documents",
                                        List.of(Map.of(
                                                "id",
                                                Batches.documentId(SmallArchive.WAITING, 1)
                                                        .value(),
                                                "part",
                                                0,
                                                "pages",
                                                List.of(1)))))));
        all.put(Invariant.STACK_DECIDED, t -> t.store.delete(SmallStack.chain().key(3)));
        return all;
    }

    private static Event collation(List<Long> numbers, List<Long> evenNumbers) {
        return Event.of(
                "collation",
                Map.of(
                        "stack",
                        SmallStack.STACK.value(),
                        "even",
                        SmallStack.EVEN.value(),
                        "numbers",
                        numbers,
                        "evenNumbers",
                        evenNumbers,
                        "backs",
                        "reversed",
                        "toldBy",
                        "setting"));
    }

    private void append(Event... events) {
        archive()
                .events()
                .change(
                        new ChainId(ChainId.Kind.BATCH, SmallArchive.WAITING.value()),
                        SmallArchive.READER,
                        _ -> List.of(events));
    }

    @TestFactory
    List<DynamicTest> findsEachBrokenInvariantByItsNumber() {
        return damages().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().number() + " " + entry.getKey(),
                        () -> new ArchiveVerifierTest().breakAndVerify(entry.getKey(), entry.getValue())))
                .toList();
    }

    private void breakAndVerify(Invariant invariant, Damage damage) {
        build();
        assertThat(verify()).isEmpty();

        damage.applyTo(this);

        assertThat(verify()).as("findings %s", findings).contains(invariant.number());
        assertThat(findings).allSatisfy(finding -> assertThat(finding.message()).isNotBlank());
    }

    @Test
    void hasAWayToBreakEveryInvariantAndASentenceForItInTheFormat() throws IOException {
        String format = Files.readString(Path.of(System.getProperty("kartoteka.root"), "docs", "archive-format.md"));
        TreeSet<String> described = new TreeSet<>(Pattern.compile("\\*\\*(A\\d{3})\\*\\*")
                .matcher(format)
                .results()
                .map(match -> match.group(1))
                .toList());

        assertThat(damages().keySet()).containsExactly(Invariant.values());
        assertThat(described)
                .containsExactlyElementsOf(
                        damages().keySet().stream().map(Invariant::number).toList());
    }

    @Test
    void findsNothingInAWholeArchiveAndCountsWhatItChecked() {
        build();

        ArchiveVerifier.Report report = new ArchiveVerifier(store).verify(Optional.of(index), findings::add);

        assertThat(findings).isEmpty();
        assertThat(report).isEqualTo(new ArchiveVerifier.Report(5, 22, 14, 28, 7, 3, 0));
    }

    @Test
    void asksTheIndexOnceForEverySoundDocument() {
        build();
        List<DocumentId> asked = new ArrayList<>();
        IndexEntries counted = new IndexEntries() {
            @Override
            public Optional<Long> version(DocumentId id) {
                asked.add(id);
                return index.version(id);
            }

            @Override
            public long size() {
                return index.size();
            }

            @Override
            public void forEach(Consumer<Entry> consumer) {
                index.forEach(consumer);
            }
        };

        new ArchiveVerifier(store).verify(Optional.of(counted), findings::add);

        assertThat(findings).isEmpty();
        assertThat(asked)
                .containsExactlyInAnyOrder(
                        SmallArchive.FIRST, SmallArchive.SECOND, Batches.documentId(SmallStack.ODD, 1));
    }

    @Test
    void takesMarkedWorkForNoFinding() {
        build();
        index.remove(SmallArchive.FIRST, LAST);
        archive().workList().put(WorkList.Kind.INDEX, SmallArchive.FIRST.value());

        assertThat(verify()).isEmpty();
    }

    @Test
    void namesTheObjectThatIsDamaged() {
        build();
        ObjectKey key = Originals.key(WAITING_ORIGINAL);
        store.overwrite(key, "nobody read that yet".getBytes(UTF_8));

        assertThat(verify()).containsExactly("A003");
        assertThat(findings.getFirst().subject()).isEqualTo(key.value());
        assertThat(findings.getFirst().severity()).isEqualTo(Finding.Severity.LOSS);
    }

    @Test
    void missesNoChangedBitInAnyObjectThatIsTruth() {
        build();
        for (ObjectKey key : store.list("", "", 10_000)) {
            boolean isTruth = key.value()
                    .matches(
                            "(events|originals|arrivals|digests|renditions|corrections|notes|models)/.*|archive\\.json");
            if (!isTruth) {
                continue;
            }
            byte[] before = StoredBytes.read(store, key);
            for (int place = 0; place < before.length; place += Math.max(1, before.length / 7)) {
                byte[] bytes = before.clone();
                bytes[place] ^= 1;
                store.overwrite(key, bytes);
                assertThat(verify()).as("%s, byte %d", key, place).isNotEmpty();
            }
            store.overwrite(key, before);
        }
        assertThat(verify()).isEmpty();
    }

    @Test
    void givesUpOnlyWhereTheStoreIsGone() {
        build();
        FaultyObjectStore gone = new FaultyObjectStore(store, 1).withFaults(1);

        assertThatThrownBy(() -> new ArchiveVerifier(gone).verify(Optional.empty(), findings::add))
                .isInstanceOf(ObjectStoreException.Unavailable.class);
    }

    private void build() {
        Archive archive = archive();
        SmallArchive.build(archive);
        SmallStack.build(archive);
        Correction correction = new Correction(
                Optional.of("invoice"), Optional.empty(), Map.of("caseReference", List.of("L-2001-004513")));
        archive.corrections().correct(SmallArchive.SECOND, 1, correction, Actor.user("anna"));
        archive.workList().remove(WorkList.Kind.INDEX, SmallArchive.SECOND.value());
        CaseFileChange change = new CaseFileChange(
                Optional.of(CaseFile.State.CLOSED),
                Optional.of(new CaseFileChange.To<>(Optional.of("anna"))),
                Optional.of(new CaseFileChange.To<>(Optional.of(LocalDate.of(2026, 12, 1)))),
                Optional.of("The invoice of Jānis"),
                Optional.of(List.of("10033417")),
                Optional.empty());
        CaseFile file = archive.caseFileChanges().change(SmallArchive.CASE, 1, change, Actor.user("anna"));
        archive.caseFileChanges().note(SmallArchive.CASE, file.sequence(), new Note("He rang."), Actor.user("anna"));
        archive.filing().file(SmallArchive.FIRST, 1, new CaseReference("L-2001-004513"), Actor.user("anna"));
        archive.workList().remove(WorkList.Kind.INDEX, SmallArchive.FIRST.value());
        archive.typeModels()
                .take(
                        archive.typeModels().history(),
                        MODEL,
                        new TypeModels.Attempt(Digest.of(new byte[0]), 1, "00", Map.of("lessons", 1L)),
                        SmallArchive.READER);
        archive.reindex().run(index, _ -> {});
    }

    private ObjectKey correction() {
        return store.list("corrections/", "", 1).getFirst();
    }

    private Archive archive() {
        return SmallArchive.open(store);
    }

    /** The numbers of all findings, ascending, each once. */
    private List<String> verify() {
        findings.clear();
        new ArchiveVerifier(store).verify(Optional.of(index), findings::add);
        return findings.stream().map(Finding::invariant).sorted().distinct().toList();
    }

    private void flip(ObjectKey key) {
        byte[] bytes = StoredBytes.read(store, key);
        bytes[bytes.length / 2] ^= 1;
        store.overwrite(key, bytes);
    }

    /** Alters an object as a forger would, with a right checksum. */
    private void rewrite(ObjectKey key, UnaryOperator<Map<String, Object>> change) {
        store.overwrite(key, SealedJson.seal(change.apply(SealedJson.unseal(StoredBytes.read(store, key)))));
    }

    private static Map<String, Object> with(Map<String, Object> object, String name, Object value) {
        object.put(name, value);
        return object;
    }

    private interface Damage {
        void applyTo(ArchiveVerifierTest test);
    }
}
