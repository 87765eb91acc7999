package org.kartoteka.archive.stack;

import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.identity.BatchId;

/**
 * What the events of a stack say: the passes that came under its name, in the order in which they were told of. One name may
 * be used for several pairs on one day.
 */
public record Stack(StackId id, List<Pass> passes) {
    public Stack {
        passes = List.copyOf(passes);
    }

    /** One pass, and how it stands. */
    public record Pass(BatchId batch, Side side, Standing standing) {}

    /** How a pass stands. It ends collated or parted. */
    public sealed interface Standing {}

    /** The other side has not come. */
    public record Waiting() implements Standing {}

    /** The other side is this batch; whether they fit is not known yet. */
    public record Paired(BatchId with) implements Standing {}

    /** They are put together, for good: the documents of the odd side have the pages of both. */
    public record Collated(BatchId with) implements Standing {}

    /** It goes on without another. */
    public record Parted(Apart why) implements Standing {}

    /** The pass that this batch is, where it is one of this stack. */
    public Optional<Pass> pass(BatchId batch) {
        return passes.stream().filter(pass -> pass.batch().equals(batch)).findFirst();
    }

    /** Whether two passes were put together under this name. */
    boolean hasPair() {
        return passes.stream()
                .anyMatch(pass -> pass.standing() instanceof Paired || pass.standing() instanceof Collated);
    }
}
