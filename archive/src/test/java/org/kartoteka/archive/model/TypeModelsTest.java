package org.kartoteka.archive.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.ChainConflict;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;

class TypeModelsTest {
    private static final Actor LEARNING = Actor.system("learning");
    private static final Digest SHIPPED = Digest.of("shipped".getBytes(UTF_8));
    private static final TypeModels.Attempt ATTEMPT =
            new TypeModels.Attempt(SHIPPED, 12, "00ff", Map.of("heldOut", 3L));

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Archive archive = SmallArchive.open(store);
    private final TypeModels models = archive.typeModels();

    @Test
    void lastLearnedVersionIsInForceAndEarlierOnesAreKept() {
        TypeModelHistory first = take("one");
        TypeModelHistory second = take("two");

        assertThat(first.inForce().orElseThrow().name()).startsWith("learned-0001-");
        assertThat(second.versions()).hasSize(2);
        assertThat(second.inForce().orElseThrow().number()).isEqualTo(2);
        assertThat(second.previous()).isEqualTo(first.inForce());
        assertThat(new String(models.bytes(first.inForce().orElseThrow().digest()), UTF_8))
                .isEqualTo("one");
        assertThat(second.last().orElseThrow().corrections()).isEqualTo(12);
        assertThat(models.sequence()).isEqualTo(2);
    }

    @Test
    void goesBackToAnyVersionAndToTheShippedOne() {
        String first = take("one").inForce().orElseThrow().name();
        take("two");

        assertThat(models.choose(first, Actor.user("sue"))
                        .inForce()
                        .orElseThrow()
                        .name())
                .isEqualTo(first);
        assertThat(models.choose(TypeModels.SHIPPED, Actor.user("sue")).inForce())
                .isEmpty();
        assertThat(models.history().versions()).hasSize(2);
        assertThatThrownBy(() -> models.choose("learned-0007-000000000000", Actor.user("sue")))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void choosingWhatIsInForceAddsNoEvent() {
        String name = take("one").inForce().orElseThrow().name();

        assertThat(models.choose(name, Actor.user("sue")).sequence()).isEqualTo(1);
    }

    @Test
    void whatWasLearnedIsNotTakenWhereAPersonChoseMeanwhile() {
        take("one");
        TypeModelHistory begun = models.history();
        models.choose(TypeModels.SHIPPED, Actor.user("sue"));

        assertThatThrownBy(() -> models.take(begun, "late".getBytes(UTF_8), ATTEMPT, LEARNING))
                .isInstanceOf(ChainConflict.class);
        assertThat(models.history().inForce()).isEmpty();
    }

    @Test
    void refusalIsNotedAndLeavesTheModelInForce() {
        TypeModelHistory before = take("one");

        TypeModelHistory after = models.refuse(before, "known-worse", ATTEMPT, LEARNING);

        assertThat(after.inForce()).isEqualTo(before.inForce());
        assertThat(after.sequence()).isEqualTo(2);
    }

    @Test
    void damagedVersionCannotBeChosen() {
        TypeModel first = take("one").inForce().orElseThrow();
        take("two");
        store.overwrite(TypeModels.key(first.digest()), "onf".getBytes(UTF_8));

        assertThatThrownBy(() -> models.choose(first.name(), Actor.user("sue")))
                .isInstanceOf(ObjectStoreException.Corrupt.class);
        assertThat(models.history().inForce().orElseThrow().number()).isEqualTo(2);
    }

    private TypeModelHistory take(String bytes) {
        return models.take(models.history(), bytes.getBytes(UTF_8), ATTEMPT, LEARNING);
    }
}
