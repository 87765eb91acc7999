package org.kartoteka.archive.verify;

import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.batch.BatchEvents;
import org.kartoteka.archive.batch.Collation;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.stack.Side;
import org.kartoteka.archive.stack.Stack;
import org.kartoteka.archive.stack.Stack.Collated;
import org.kartoteka.archive.stack.Stack.Pass;
import org.kartoteka.archive.stack.StackEvents;
import org.kartoteka.archive.stack.StackId;

/** Stacks that were scanned in two passes: what their own chain and those of both batches say must be the same. */
final class StackChecks {
    private final Checks checks;
    private final Aggregates aggregates;

    StackChecks(Checks checks, Aggregates aggregates) {
        this.checks = checks;
        this.aggregates = aggregates;
    }

    void batch(BatchId id, List<EventRecord> records) {
        Batch batch = BatchEvents.fold(id, records).orElseThrow();
        batch.incorporatedIn().ifPresent(in -> incorporated(batch, in));
        batch.collation().ifPresent(collation -> collated(batch, collation));
    }

    private void incorporated(Batch batch, BatchId in) {
        Optional<Batch> lead = aggregates.batchNow(in);
        checks.require(
                Invariant.INCORPORATED,
                batch.id(),
                lead.map(Batch::state).equals(Optional.of(State.ARCHIVED))
                        && lead.flatMap(Batch::collation).map(Collation::even).equals(Optional.of(batch.id())),
                "its pages should be in the documents of batch %s, which does not say so".formatted(in));
    }

    private void collated(Batch batch, Collation collation) {
        checks.require(
                Invariant.STACK_PAGES,
                batch.id(),
                BatchEvents.hasEachPageOnce(collation, batch.division()),
                "its documents do not have each of the %d pages of the stack exactly once"
                        .formatted(collation.pageCount()));
        Optional<Stack> stack = aggregates.stack(collation.stack());
        checks.require(
                Invariant.STACK_DECIDED,
                batch.id(),
                stack.flatMap(s -> s.pass(batch.id()))
                        .equals(Optional.of(new Pass(batch.id(), Side.ODD, new Collated(collation.even())))),
                "stack %s did not put it together with batch %s".formatted(collation.stack(), collation.even()));
    }

    void stack(StackId id, List<EventRecord> records) {
        for (Pass pass : StackEvents.fold(id, records).passes()) {
            if (pass.side() == Side.ODD && pass.standing() instanceof Collated(BatchId even)) {
                Optional<Batch> odd = aggregates.batch(pass.batch());
                checks.require(
                        Invariant.STACK_DECIDED,
                        id,
                        odd.filter(batch -> batch.division().isEmpty() || isCollated(batch, id, even))
                                .isPresent(),
                        "it put batch %s and batch %s together, but the former has other documents"
                                .formatted(pass.batch(), even));
            }
        }
    }

    private static boolean isCollated(Batch batch, StackId id, BatchId even) {
        return batch.collation()
                .filter(collation ->
                        collation.stack().equals(id) && collation.even().equals(even))
                .isPresent();
    }
}
