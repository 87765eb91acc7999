package org.kartoteka.ingest.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.classify.DocumentTypes;
import org.kartoteka.ingest.classify.TextLine;
import org.kartoteka.ingest.linear.LinearModel;
import org.kartoteka.ingest.linear.LinearTrainer;
import org.kartoteka.ingest.training.PoolDocuments;
import org.kartoteka.ingest.training.SentencePools;

/** With English alone, so that it takes seconds. */
class TypeLearningTest {
    private static final Path MODELS =
            Path.of(System.getProperty("kartoteka.root", "..")).resolve("ocr-models");
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private static SentencePools pools;
    private static LinearModel shipped;

    @BeforeAll
    static void trainWhatIsShipped() {
        pools = english();
        PoolDocuments documents = new PoolDocuments(pools);
        shipped = new LinearTrainer(PoolDocuments.SETTINGS, documents.types())
                .train(documents.training(documents.types()));
    }

    /** The English part of the pools that are shipped. */
    static SentencePools english() {
        SentencePools all = SentencePools.read(MODELS.resolve("training"));
        return new SentencePools(Map.of("en", all.languages().get("en")));
    }

    private static TypeLearning learning() {
        return new TypeLearning(pools, DocumentTypes.load(MODELS), shipped);
    }

    @Test
    void learnsAWordingItDidNotKnowAndForgetsNothing() {
        List<Lesson> lessons = strangeLessons(60);

        Learned learned = learning().learn(shipped, lessons, () -> false);

        assertThat(learned).isInstanceOf(Learned.Taken.class);
        Measured.Right heldOut = learned.measured().heldOut();
        assertThat(heldOut.documents()).isGreaterThanOrEqualTo(5);
        assertThat(heldOut.after()).isGreaterThan(heldOut.before()).isEqualTo(heldOut.documents());
        assertThat(learned.measured().lessons()).isEqualTo(60);
        Learned again = learning().learn(shipped, lessons, () -> false);
        assertThat(((Learned.Taken) again).model().toBytes())
                .isEqualTo(((Learned.Taken) learned).model().toBytes());
    }

    @Test
    void refusesAModelThatWasTaughtToForgetTheKnownWording() {
        List<Lesson> lies = new ArrayList<>();
        new PoolDocuments(pools).each(40, 5, (type, lines) -> lies.add(lesson(lies.size(), "invoice", lines)));

        Learned learned = learning().learn(shipped, lies, () -> false);

        assertThat(learned).isInstanceOf(Learned.Refused.class);
        assertThat(((Learned.Refused) learned).why()).isIn("known-worse", "type-forgotten");
        assertThat(learned.measured().known().after())
                .isLessThan(learned.measured().known().before());
    }

    @Test
    void passesOverTypesThatAreNotConfigured() {
        Lesson poem = lesson(1, "poem", TextLine.ofText("Shall I compare thee to a summer's day?"));

        assertThat(learning()
                        .learn(shipped, List.of(poem), () -> false)
                        .measured()
                        .lessons())
                .isZero();
    }

    @Test
    void givesUpWhenTold() {
        assertThatThrownBy(() -> learning().learn(shipped, strangeLessons(3), () -> true))
                .isInstanceOf(CancellationException.class);
    }

    private static List<Lesson> strangeLessons(int count) {
        List<Lesson> lessons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean even = i % 2 == 0;
            String text = even
                    ? "Zorbal quint " + i + "\nMelvar trunops sedil the grommet of flurn, number " + i
                    : "Hexil pondrum " + i + "\nVastor quelmin birrup of the skandle, number " + i;
            lessons.add(lesson(i, even ? "termination" : "power-of-attorney", TextLine.ofText(text)));
        }
        return lessons;
    }

    private static Lesson lesson(int number, String type, List<TextLine> lines) {
        return Lesson.of("20261122-080000%03d-00000000aa-0001".formatted(number), type, "anna", NOW, lines);
    }
}
