package org.kartoteka.routes.learning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.document.Correction;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.model.TypeModels;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.Provenance;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.classify.DocumentTypes;
import org.kartoteka.ingest.classify.TextLine;
import org.kartoteka.ingest.classify.TypeClassifier;
import org.kartoteka.ingest.learning.Admission;
import org.kartoteka.ingest.linear.LinearModel;
import org.kartoteka.ingest.linear.LinearTrainer;
import org.kartoteka.ingest.training.PoolDocuments;
import org.kartoteka.ingest.training.SentencePools;
import org.kartoteka.routes.CrashingStore;
import org.kartoteka.routes.SettableClock;
import org.kartoteka.routes.TestArchive;
import org.kartoteka.routes.Upkeep;

class LearnTypesTest {
    private static final Actor TEST = Actor.system("test");
    private static final Path MODELS =
            Path.of(System.getProperty("kartoteka.root", "..")).resolve("ocr-models");
    private static final Provenance PROVENANCE = new Provenance("test", "test", Map.of(), Map.of());
    private static final String STRANGE = "Zorbal quint\nMelvar trunops sedil the grommet of flurn, number ";

    private static final LearnTypes.Shipped SHIPPED = shipped();

    private final SettableClock clock = new SettableClock();
    private final TestArchive archive = new TestArchive(new CrashingStore(), clock, (_, _) -> {});
    private final LearningPolicy policy =
            new LearningPolicy(10, Duration.ofHours(1), Duration.ofMinutes(5), Admission.DEFAULT);
    private final LearnTypes learnTypes = learnTypes(Upkeep.alone());

    @TempDir
    Path folder;

    /** Of English alone, so that learning takes a second. */
    private static LearnTypes.Shipped shipped() {
        SentencePools all = SentencePools.read(MODELS.resolve("training"));
        SentencePools english = new SentencePools(Map.of("en", all.languages().get("en")));
        PoolDocuments documents = new PoolDocuments(english);
        LinearModel model = new LinearTrainer(PoolDocuments.SETTINGS, documents.types())
                .train(documents.training(documents.types()));
        return new LearnTypes.Shipped(english, DocumentTypes.load(MODELS), Digest.of(model.toBytes()), model);
    }

    private LearnTypes learnTypes(Upkeep upkeep) {
        return learnTypes(SHIPPED, upkeep);
    }

    private LearnTypes learnTypes(LearnTypes.Shipped shipped, Upkeep upkeep) {
        GatherLessons lessons =
                new GatherLessons(archive.corrections, archive.documents, archive.readings, archive.renditions);
        return new LearnTypes(lessons, archive.typeModels, new LearnTypes.Tools(shipped, policy, upkeep, clock));
    }

    @Test
    void correctedTypesBecomeAModelThatTwoNodesUseWithoutARestart() throws Exception {
        AtomicLong nanoTime = new AtomicLong();
        List<Optional<Path>> used = new ArrayList<>();
        LearnedReader one = reader("one", nanoTime, used);
        LearnedReader two = reader("two", nanoTime, used);
        one.compose(request());
        // Always the same documents, and so the same model; by two clerks, so that all of them count.
        for (int i = 0; i < 60; i++) {
            boolean even = i % 2 == 0;
            String text = even
                    ? "Zorbal quint " + i + "\nMelvar trunops sedil the grommet of flurn, number " + i
                    : "Hexil pondrum " + i + "\nVastor quelmin birrup of the skandle, number " + i;
            BatchId batch = new BatchId("20261122-080000%03d-00000000aa".formatted(i));
            correct(document(batch, text), even ? "termination" : "power-of-attorney", i % 4 < 2 ? "anna" : "bert");
        }

        assertThat(learnTypes.learnIfDue(() -> false)).isTrue();
        nanoTime.addAndGet(LearnedReader.LOOK_EVERY.toNanos());
        one.compose(request());
        two.compose(request());

        Digest inForce = archive.typeModels.history().inForce().orElseThrow().digest();
        assertThat(used.get(0)).isEmpty();
        assertThat(digest(used.get(1))).isEqualTo(inForce);
        assertThat(digest(used.get(2))).isEqualTo(inForce);
        TypeClassifier learned = new TypeClassifier(
                LinearModel.fromBytes(Files.readAllBytes(used.get(1).orElseThrow())), SHIPPED.types());
        assertThat(learned.classify(TextLine.ofText(STRANGE + "99"), Optional.empty())
                        .type())
                .isEqualTo("termination");

        archive.typeModels.choose(TypeModels.SHIPPED, Actor.user("sue"));
        nanoTime.addAndGet(LearnedReader.LOOK_EVERY.toNanos());
        two.compose(request());
        assertThat(used.get(3)).isEmpty();
        clock.advance(policy.pause().multipliedBy(20));
        assertThat(learnTypes.learnIfDue(() -> false)).as("the same once more").isFalse();
    }

    @Test
    void nodeKeepsItsModelWhileTheStoreIsAway() {
        AtomicLong nanoTime = new AtomicLong();
        List<Optional<Path>> used = new ArrayList<>();
        LearnedReader reader = reader("one", nanoTime, used);
        archive.typeModels.take(
                archive.typeModels.history(),
                SHIPPED.model().toBytes(),
                new TypeModels.Attempt(SHIPPED.digest(), 1, "00", Map.of()),
                TEST);
        reader.compose(request());
        archive.store.unreachable(true);
        nanoTime.addAndGet(LearnedReader.LOOK_EVERY.toNanos());
        reader.compose(request());

        assertThat(used.get(0)).isPresent();
        assertThat(used.get(1)).isEqualTo(used.get(0));
    }

    @Test
    void fewCorrectionsWaitForAWhile() {
        correct(document(STRANGE), "termination");

        assertThat(learnTypes.learnIfDue(() -> false)).isFalse();
        clock.advance(policy.waitMax());
        assertThat(learnTypes.learnIfDue(() -> false)).isTrue();
        assertThat(archive.typeModels.history().last().orElseThrow().corrections())
                .isEqualTo(1);
    }

    @Test
    void restsBetweenTwoTimes() {
        for (int i = 0; i < 10; i++) {
            correct(document(STRANGE + i), "termination");
        }
        learnTypes.learnIfDue(() -> false);
        for (int i = 10; i < 20; i++) {
            correct(document(STRANGE + i), "termination");
        }

        assertThat(learnTypes.learnIfDue(() -> false)).isFalse();
        clock.advance(policy.pause());
        assertThat(learnTypes.learnIfDue(() -> false)).isTrue();
    }

    @Test
    void learnsTheSameAnewBesideAnotherShippedModel() {
        for (int i = 0; i < 10; i++) {
            correct(document(STRANGE + i), "termination");
        }
        learnTypes.learnIfDue(() -> false);
        LearnTypes.Shipped other = new LearnTypes.Shipped(
                SHIPPED.pools(), SHIPPED.types(), Digest.of("other".getBytes(UTF_8)), SHIPPED.model());
        LearnTypes upgraded = learnTypes(other, Upkeep.alone());

        assertThat(learnTypes(Upkeep.alone()).learnIfDue(() -> false)).isFalse();
        assertThat(upgraded.learnIfDue(() -> false)).isTrue();
        clock.advance(policy.pause());
        assertThat(upgraded.learnIfDue(() -> false)).isFalse();
    }

    @Test
    void correctedFieldsTeachNothing() {
        for (int i = 0; i < 10; i++) {
            DocumentId id = document(STRANGE + i);
            archive.corrections.correct(
                    id,
                    1,
                    new Correction(Optional.empty(), Optional.empty(), Map.of("phone", List.of("+37120000000"))),
                    Actor.user("anna"));
        }

        assertThat(learnTypes.learnIfDue(() -> false)).isFalse();
        assertThat(archive.typeModels.sequence()).isZero();
    }

    @Test
    void onlyTheNodeThatHasTheUpkeepLearns() {
        for (int i = 0; i < 10; i++) {
            correct(document(STRANGE + i), "termination");
        }
        LearnTypes other = learnTypes(new Upkeep() {
            @Override
            public boolean isMine() {
                return false;
            }

            @Override
            public List<BatchId> abandoned() {
                return List.of();
            }

            @Override
            public boolean hintsWereLost() {
                return false;
            }
        });

        assertThat(other.learnIfDue(() -> false)).isFalse();
    }

    @Test
    void whatIsBrokenOffChangesNothing() {
        for (int i = 0; i < 10; i++) {
            correct(document(STRANGE + i), "termination");
        }

        learnTypes.learnIfDue(() -> true);

        assertThat(archive.typeModels.sequence()).isZero();
    }

    private static Digest digest(Optional<Path> file) throws java.io.IOException {
        return Digest.of(Files.readAllBytes(file.orElseThrow()));
    }

    private static ComposeRequest request() {
        return new ComposeRequest(List.of(), Hints.NONE, Path.of("none.pdf"));
    }

    private LearnedReader reader(String node, AtomicLong nanoTime, List<Optional<Path>> used) {
        return new LearnedReader(new ComposingReader(used), archive.typeModels, folder.resolve(node), nanoTime::get);
    }

    private void correct(DocumentId id, String type) {
        correct(id, type, "anna");
    }

    private void correct(DocumentId id, String type, String clerk) {
        archive.corrections.correct(
                id, 1, new Correction(Optional.of(type), Optional.empty(), Map.of()), Actor.user(clerk));
    }

    private DocumentId document(String text) {
        return document(BatchId.next(clock.instant()), text);
    }

    private DocumentId document(BatchId batch, String text) {
        byte[] bytes = batch.value().getBytes(UTF_8);
        Arrival arrival = new Arrival("post", "post", "scan", bytes.length, clock.instant(), Map.of());
        archive.batches.capture(batch, arrival, ObjectContent.of(bytes), TEST);
        PlannedDocument planned = new PlannedDocument(Batches.documentId(batch, 1), 0, List.of(1));
        archive.batches.divide(batch, List.of(planned), TestArchive.DIVIDER, TEST);
        RenditionRef page =
                archive.renditions.putJson(Renditions.pageKey(Digest.of(bytes), "abcdefghijkl", 1, "json"), page(text));
        RenditionRef reading = archive.renditions.putJson(
                Renditions.documentKey(planned.id(), "abcdefghijkl", "reading.json"), reading(page));
        return archive.documents
                .ingest(planned, batch, reading, List.of(), TEST)
                .id();
    }

    private static PageText page(String text) {
        return new PageText(
                1,
                "text-layer",
                "en",
                1,
                0,
                0,
                false,
                false,
                0.1,
                100,
                100,
                1,
                text,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                PROVENANCE);
    }

    private static DocumentReading reading(RenditionRef page) {
        return new DocumentReading(
                "letter",
                0.4,
                Map.of("letter", 0.4),
                List.of(),
                List.of("en"),
                List.of(),
                List.of(page),
                new RenditionRef(ObjectKey.of("originals", "x"), Digest.of(new byte[0]), 0, "application/pdf"),
                Optional.empty(),
                List.of("type-unsure"),
                PROVENANCE);
    }
}
