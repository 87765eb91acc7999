package org.kartoteka.routes.learning;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.ChainConflict;
import org.kartoteka.archive.model.TypeModel;
import org.kartoteka.archive.model.TypeModelHistory;
import org.kartoteka.archive.model.TypeModels;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.ingest.classify.DocumentTypes;
import org.kartoteka.ingest.learning.Learned;
import org.kartoteka.ingest.learning.Lesson;
import org.kartoteka.ingest.learning.TypeLearning;
import org.kartoteka.ingest.linear.LinearModel;
import org.kartoteka.ingest.training.SentencePools;
import org.kartoteka.routes.Upkeep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether there is enough new to learn, and learns: on the node that has the upkeep, one at a time, with a pause between.
 * What was learned is stored and put in force, or refused in words. Where a person chose a version meanwhile, that stays. For one thread.
 */
public final class LearnTypes {
    private static final Logger log = LoggerFactory.getLogger(LearnTypes.class);
    private static final Actor LEARNING = Actor.system("learning");

    private final GatherLessons lessons;
    private final TypeModels models;
    private final Shipped shipped;
    private final LearningPolicy policy;
    private final Upkeep upkeep;
    private final InstantSource clock;
    private Optional<Instant> newSince = Optional.empty();
    private Optional<Instant> triedAt = Optional.empty();
    private long correctionsLookedAt = -1;

    /** What came with the program: texts, types, and the bytes of the model. */
    public record Shipped(SentencePools pools, DocumentTypes types, Digest digest, LinearModel model) {}

    /** What it learns with. */
    record Tools(Shipped shipped, LearningPolicy policy, Upkeep upkeep, InstantSource clock) {}

    LearnTypes(GatherLessons lessons, TypeModels models, Tools tools) {
        this.lessons = lessons;
        this.models = models;
        this.shipped = tools.shipped();
        this.policy = tools.policy();
        this.upkeep = tools.upkeep();
        this.clock = tools.clock();
    }

    /**
     * Learns if it is time to.
     *
     * @param stopping once true, it gives up soon and nothing is changed
     * @return whether it learned, whatever came of it
     */
    public boolean learnIfDue(BooleanSupplier stopping) {
        if (policy.correctionsMin() == 0 || !upkeep.isMine()) {
            return false;
        }
        Instant now = clock.instant();
        long corrections = lessons.corrections();
        if (corrections == 0 || corrections == correctionsLookedAt || isPausing(now)) {
            return false;
        }
        TypeModelHistory history = models.history();
        if (!isDue(history, corrections, now)) {
            return false;
        }
        List<Lesson> gathered = lessons.gather();
        String digest = GatherLessons.digest(gathered);
        newSince = Optional.empty();
        boolean known = history.last()
                .filter(last -> last.lessons().equals(digest) && last.shipped().equals(shipped.digest()))
                .isPresent();
        if (gathered.isEmpty() || known) {
            // Only fields were corrected.
            correctionsLookedAt = corrections;
            return false;
        }
        triedAt = Optional.of(now);
        try {
            learn(history, gathered, new TypeModels.Attempt(shipped.digest(), corrections, digest, Map.of()), stopping);
        } catch (CancellationException _) {
            log.info("learning was broken off; it begins anew after the next start");
        } catch (ChainConflict _) {
            log.info("another node learned, or a person chose a version meanwhile; that stays");
        }
        return true;
    }

    private boolean isPausing(Instant now) {
        return triedAt.filter(last -> now.isBefore(last.plus(policy.pause()))).isPresent();
    }

    private boolean isDue(TypeModelHistory history, long corrections, Instant now) {
        long known = history.last().map(TypeModelHistory.Tried::corrections).orElse(0L);
        boolean another = history.last()
                .filter(last -> !last.shipped().equals(shipped.digest()))
                .isPresent();
        // With another version of the program came another model and other texts to learn beside.
        if (another || corrections - known >= policy.correctionsMin()) {
            return true;
        }
        if (corrections == known) {
            return false;
        }
        if (newSince.isEmpty()) {
            newSince = Optional.of(now);
        }
        return !now.isBefore(newSince.get().plus(policy.waitMax()));
    }

    private void learn(
            TypeModelHistory history, List<Lesson> gathered, TypeModels.Attempt begun, BooleanSupplier stopping) {
        LinearModel inForce = history.inForce()
                .map(TypeModel::digest)
                .map(models::bytes)
                .map(LinearModel::fromBytes)
                .orElse(shipped.model());
        long begin = System.nanoTime();
        Learned learned = new TypeLearning(shipped.pools(), shipped.types(), shipped.model())
                .learn(inForce, policy.admission().admit(gathered), stopping);
        TypeModels.Attempt attempt = new TypeModels.Attempt(
                begun.shipped(),
                begun.corrections(),
                begun.lessons(),
                learned.measured().counts());
        String what = switch (learned) {
            case Learned.Taken taken -> {
                TypeModelHistory after = models.take(history, taken.model().toBytes(), attempt, LEARNING);
                yield after.inForce().map(TypeModel::name).orElse(TypeModels.SHIPPED);
            }
            case Learned.Refused refused -> {
                models.refuse(history, refused.why(), attempt, LEARNING);
                yield "none: " + refused.why();
            }
        };
        log.atInfo()
                .addKeyValue("version", what)
                .addKeyValue("measured", learned.measured())
                .addKeyValue("millis", (System.nanoTime() - begin) / 1_000_000)
                .log("learned types from corrections");
    }
}
