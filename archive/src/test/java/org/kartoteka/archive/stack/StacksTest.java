package org.kartoteka.archive.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kartoteka.archive.SmallArchive.READER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.Collation;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.stack.Stack.Collated;
import org.kartoteka.archive.stack.Stack.Paired;
import org.kartoteka.archive.stack.Stack.Parted;
import org.kartoteka.archive.stack.Stack.Pass;
import org.kartoteka.archive.stack.Stack.Standing;
import org.kartoteka.archive.stack.Stack.Waiting;
import org.kartoteka.archive.store.InMemoryObjectStore;

final class StacksTest {
    private static final Duration WITHIN = Duration.ofMinutes(30);
    private static final Instant MORNING = Instant.parse("2026-11-22T08:00:00Z");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Archive archive = SmallArchive.open(store);
    private final Stacks stacks = archive.stacks();

    @Test
    void pairsTwoSidesThatArriveWithinTheWaitWhicheverIsToldOfFirst() {
        BatchId odd = at(0);
        BatchId even = at(30);

        assertThat(join(even, Side.EVEN).standing()).isEqualTo(new Waiting());
        assertThat(join(odd, Side.ODD).standing()).isEqualTo(new Paired(even));
        assertThat(join(even, Side.EVEN).standing()).isEqualTo(new Paired(odd));
    }

    @Test
    void leavesSidesAloneThatArriveFartherApart() {
        assertThat(join(at(0), Side.ODD).standing()).isEqualTo(new Waiting());
        assertThat(join(at(31), Side.EVEN).standing()).isEqualTo(new Waiting());
    }

    @Test
    void leavesSidesAloneThatLayInOtherFoldersOrHaveOtherNames() {
        BatchId odd = at(0);
        stacks.join(odd, new Stacks.Told(Side.ODD, "post", "stack12"), WITHIN, READER);

        Stacks.Joined other = stacks.join(at(1), new Stacks.Told(Side.EVEN, "fax", "stack12"), WITHIN, READER);
        Stacks.Joined another = stacks.join(at(2), new Stacks.Told(Side.EVEN, "post", "stack13"), WITHIN, READER);

        assertThat(other.pass().standing()).isEqualTo(new Waiting());
        assertThat(another.pass().standing()).isEqualTo(new Waiting());
        assertThat(List.of(other.stack(), another.stack())).doesNotHaveDuplicates();
    }

    @Test
    void keepsAllApartWhereTwoOfOneSideWait() {
        BatchId first = at(0);
        BatchId second = at(5);
        join(first, Side.ODD);

        assertThat(join(second, Side.ODD).standing()).isEqualTo(new Parted(Apart.TOO_MANY_PASSES));
        assertThat(join(first, Side.ODD).standing()).isEqualTo(new Parted(Apart.TOO_MANY_PASSES));
    }

    @Test
    void takesNobodyForAPartnerSoonAfterNobodyCouldTell() {
        join(at(0), Side.ODD);
        join(at(5), Side.ODD);

        assertThat(join(at(7), Side.EVEN).standing()).isEqualTo(new Parted(Apart.TOO_MANY_PASSES));
        assertThat(join(at(36), Side.ODD).standing()).isEqualTo(new Parted(Apart.TOO_MANY_PASSES));
        BatchId later = at(70);
        assertThat(join(later, Side.ODD).standing()).isEqualTo(new Waiting());
        assertThat(join(at(72), Side.EVEN).standing()).isEqualTo(new Paired(later));
    }

    @Test
    void usesANameAgainForTheNextStack() {
        pair(at(0), at(3));
        BatchId odd = at(6);
        BatchId even = at(9);

        assertThat(join(odd, Side.ODD).standing()).isEqualTo(new Waiting());
        assertThat(join(even, Side.EVEN).standing()).isEqualTo(new Paired(odd));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void findsTheOtherSideAcrossMidnightWhicheverIsToldOfFirst(Side toldFirst) {
        BatchId first = midnight(toldFirst);
        Stacks.Joined waits = told(first, toldFirst);

        Stacks.Joined second = told(midnight(toldFirst.other()), toldFirst.other());

        assertThat(second.pass().standing()).isEqualTo(new Paired(first));
        assertThat(second.stack()).isEqualTo(waits.stack());
        assertThat(told(first, toldFirst).pass().standing())
                .isEqualTo(new Paired(second.pass().batch()));
    }

    /** The fronts came before it, the backs after. */
    private static BatchId midnight(Side side) {
        return BatchId.next(Instant.parse(side == Side.ODD ? "2026-11-22T23:50:00Z" : "2026-11-23T00:10:00Z"));
    }

    @Test
    void saysWhyAPassGoesOnAlone() {
        BatchId alone = at(0);
        StackId id = told(alone, Side.EVEN).stack();
        assertThat(stacks.giveUp(id, alone, READER)).isEqualTo(new Parted(Apart.OTHER_SIDE_MISSING));

        pair(at(60), at(61));
        BatchId third = at(62);
        join(third, Side.ODD);
        assertThat(stacks.giveUp(id, third, READER)).isEqualTo(new Parted(Apart.TOO_MANY_PASSES));
    }

    @Test
    void doesNotGiveUpAPassWhoseOtherSideCameAtTheLastMoment() {
        BatchId odd = at(0);
        BatchId even = at(30);
        StackId id = pair(odd, even);

        assertThat(stacks.giveUp(id, odd, READER)).isEqualTo(new Paired(even));
    }

    @Test
    void partsBothSidesOfAPairButNeverOneThatIsPutTogether() {
        BatchId odd = at(0);
        BatchId even = at(1);
        StackId id = pair(odd, even);
        assertThat(stacks.part(id, even, Apart.SIDES_DO_NOT_FIT, READER)).isEqualTo(new Parted(Apart.SIDES_DO_NOT_FIT));
        assertThat(stacks.collate(id, odd, READER)).isEqualTo(new Parted(Apart.SIDES_DO_NOT_FIT));

        BatchId otherOdd = at(2);
        BatchId otherEven = at(3);
        pair(otherOdd, otherEven);
        assertThat(stacks.collate(id, otherOdd, READER)).isEqualTo(new Collated(otherEven));
        assertThat(stacks.part(id, otherEven, Apart.SIDES_DO_NOT_FIT, READER)).isEqualTo(new Collated(otherOdd));
        assertThat(stacks.collate(id, otherOdd, READER)).isEqualTo(new Collated(otherEven));
    }

    @Test
    void givesEachPassOnePartnerAtMostHoweverManyNodesAreToldAtOnce() throws Exception {
        List<BatchId> odd = new ArrayList<>();
        List<Callable<Pass>> nodes = new ArrayList<>();
        for (int minute = 0; minute < 16; minute++) {
            BatchId batch = at(minute * 2);
            Side side = minute % 2 == 0 ? Side.ODD : Side.EVEN;
            odd.add(batch);
            // Each is told of by two nodes.
            nodes.add(() -> join(batch, side));
            nodes.add(() -> SmallArchive.open(store)
                    .stacks()
                    .join(batch, new Stacks.Told(side, "post", "stack12"), WITHIN, READER)
                    .pass());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Pass> told : threads.invokeAll(nodes)) {
                assertThat(told.get()).isNotNull();
            }
        }

        Stack stack = stacks.find(StackId.of("20261122", "post", "stack12"));
        assertThat(stack.passes()).extracting(Pass::batch).containsExactlyInAnyOrderElementsOf(odd);
        Set<BatchId> partners = new HashSet<>();
        for (Pass pass : stack.passes()) {
            if (pass.standing() instanceof Paired(BatchId with)) {
                assertThat(partners.add(with)).as("partner of %s", pass).isTrue();
                assertThat(stack.pass(with).orElseThrow().standing()).isEqualTo(new Paired(pass.batch()));
                assertThat(stack.pass(with).orElseThrow().side()).isNotEqualTo(pass.side());
            }
        }
    }

    @Test
    void rememberWhoWaitsForItsOtherSide() {
        ParkedPasses parked = new ParkedPasses(store);
        ParkedPasses.Parked note = new ParkedPasses.Parked(SmallStack.STACK, Side.ODD, MORNING);
        parked.park(at(2), note);
        BatchId first = at(1);
        parked.park(first, note);

        assertThat(parked.list()).hasSize(2).first().isEqualTo(first);
        assertThat(parked.find(first)).contains(note);
        parked.remove(first);
        assertThat(parked.contains(first)).isFalse();
        assertThat(parked.find(first)).isEmpty();
    }

    @Test
    void archivesBothSidesAndCountsEachFileOnce() {
        SmallStack.build(archive);
        SmallStack.build(archive);

        Batch even = archive.batches().find(SmallStack.EVEN).orElseThrow();
        assertThat(even.state()).isEqualTo(Batch.State.ARCHIVED);
        assertThat(even.incorporatedIn()).contains(SmallStack.ODD);
        assertThat(even.division()).isEmpty();
        assertThat(archive.batches().find(SmallStack.ODD).orElseThrow().collation())
                .contains(SmallStack.collation());
        assertThat(archive.workList().list(org.kartoteka.archive.work.WorkList.Kind.READ, "", 10))
                .isEmpty();
    }

    @Test
    void refusesAStackWhosePagesAreNotAllInOneDocumentEach() {
        SmallArchive.capture(archive, SmallStack.ODD, "mail", SmallStack.ODD_BYTES);
        PlannedDocument tooShort = new PlannedDocument(Batches.documentId(SmallStack.ODD, 1), 0, List.of(1, 2, 3));
        Collation twice =
                new Collation(SmallStack.STACK, SmallStack.EVEN, List.of(1, 3), List.of(3, 2), "reversed", "setting");
        PlannedDocument whole = new PlannedDocument(tooShort.id(), 0, List.of(1, 2, 3, 4));

        assertThatThrownBy(() -> archive.batches()
                        .divide(SmallStack.ODD, SmallStack.division(SmallStack.collation(), tooShort), READER))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> archive.batches().divide(SmallStack.ODD, SmallStack.division(twice, whole), READER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesToTakeAPassForArchivedBeforeItsDocumentsAre() {
        SmallArchive.capture(archive, SmallStack.ODD, "mail", SmallStack.ODD_BYTES);
        SmallArchive.capture(archive, SmallStack.EVEN, "mail", SmallStack.EVEN_BYTES);

        assertThatThrownBy(() -> archive.batches().incorporate(SmallStack.EVEN, SmallStack.ODD, READER))
                .isInstanceOf(IllegalStateException.class);
    }

    private StackId pair(BatchId odd, BatchId even) {
        StackId id = told(odd, Side.ODD).stack();
        Standing standing = join(even, Side.EVEN).standing();
        assertThat(standing).isEqualTo(new Paired(odd));
        return id;
    }

    private Pass join(BatchId batch, Side side) {
        return told(batch, side).pass();
    }

    private Stacks.Joined told(BatchId batch, Side side) {
        return stacks.join(batch, new Stacks.Told(side, "post", "stack12"), WITHIN, READER);
    }

    private static BatchId at(int minute) {
        return BatchId.next(MORNING.plus(Duration.ofMinutes(minute)));
    }
}
