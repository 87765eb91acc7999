package org.kartoteka.archive.stack;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.stack.Stack.Collated;
import org.kartoteka.archive.stack.Stack.Paired;
import org.kartoteka.archive.stack.Stack.Parted;
import org.kartoteka.archive.stack.Stack.Pass;
import org.kartoteka.archive.stack.Stack.Standing;
import org.kartoteka.archive.stack.Stack.Waiting;

/**
 * Decides which two passes belong together. One chain decides for all passes of one name and day, so two nodes never take
 * one pass for two pairs. Every command may be repeated, and answers how the pass stands afterwards; a command that comes too
 * late changes nothing. Safe for use by many threads and processes.
 */
public final class Stacks {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    private final EventLog events;

    public Stacks(EventLog events) {
        this.events = events;
    }

    /** What a pass says of itself: which side it is, in which folder it lay, and what both sides have in common. */
    public record Told(Side side, String folder, String key) {}

    /** A pass in its stack. */
    public record Joined(StackId stack, Pass pass) {}

    /**
     * Enters the pass into its stack. Where exactly one pass of the other side waits that arrived at most {@code within}
     * before or after it, the two become a pair. Where two of one side would wait so close to each other, nobody can tell
     * which one the other side belongs to: none of them is paired, nor any that comes that soon after.
     *
     * @param within how far the arrivals of two sides may lie apart, at most a day
     */
    public Joined join(BatchId batch, Told told, Duration within, Actor actor) {
        // Around midnight the other side may have come on another day.
        List<Stack> stacks = Stream.of(
                        batch.time(), batch.time().minus(within), batch.time().plus(within))
                .map(DAY::format)
                .distinct()
                .map(day -> find(StackId.of(day, told.folder(), told.key())))
                .toList();
        StackId own = stackOf(batch, stacks, within);
        Stack joined = change(own, actor, stack -> arrive(stack, batch, told.side(), within));
        return new Joined(own, joined.pass(batch).orElseThrow());
    }

    /** The one it was entered in before; else the first in which another waits for it; else that of its day. */
    private static StackId stackOf(BatchId batch, List<Stack> stacks, Duration within) {
        return stacks.stream()
                .filter(stack -> stack.pass(batch).isPresent())
                .findFirst()
                .or(() -> stacks.stream()
                        .filter(stack ->
                                stack.passes().stream().anyMatch(pass -> isOpen(pass) && isNear(pass, batch, within)))
                        .findFirst())
                .orElse(stacks.getFirst())
                .id();
    }

    private static boolean isOpen(Pass pass) {
        return pass.standing() instanceof Waiting || isAmbiguous(pass);
    }

    private static boolean isAmbiguous(Pass pass) {
        return pass.standing().equals(new Parted(Apart.TOO_MANY_PASSES));
    }

    private static boolean isNear(Pass pass, BatchId batch, Duration within) {
        return Duration.between(pass.batch().time(), batch.time()).abs().compareTo(within) <= 0;
    }

    private static List<Event> arrive(Stack stack, BatchId batch, Side side, Duration within) {
        if (stack.pass(batch).isPresent()) {
            return List.of();
        }
        List<Pass> near = stack.passes().stream()
                .filter(pass -> isOpen(pass) && isNear(pass, batch, within))
                .toList();
        List<Pass> waiting =
                near.stream().filter(pass -> pass.standing() instanceof Waiting).toList();
        boolean isAmbiguous = waiting.size() < near.size() || waiting.stream().anyMatch(pass -> pass.side() == side);
        List<Event> decided = new ArrayList<>(List.of(StackEvents.arrival(batch, side)));
        if (isAmbiguous) {
            List<BatchId> all =
                    new ArrayList<>(waiting.stream().map(Pass::batch).toList());
            all.add(batch);
            decided.add(StackEvents.parting(all, Apart.TOO_MANY_PASSES));
        } else if (!waiting.isEmpty()) {
            BatchId other = waiting.getFirst().batch();
            decided.add(side == Side.ODD ? StackEvents.pairing(batch, other) : StackEvents.pairing(other, batch));
        }
        return decided;
    }

    /** The pass that the batch is in this stack. */
    public Optional<Pass> pass(StackId id, BatchId batch) {
        return find(id).pass(batch);
    }

    /** The stack; without passes where there is none of that id. */
    public Stack find(StackId id) {
        return StackEvents.fold(id, events.read(StackEvents.chain(id)));
    }

    /** The other side has not come: a pass that waits goes on alone. */
    public Standing giveUp(StackId id, BatchId batch, Actor actor) {
        return decide(id, batch, actor, (stack, pass) -> {
            Apart why = stack.hasPair() ? Apart.TOO_MANY_PASSES : Apart.OTHER_SIDE_MISSING;
            return pass.standing() instanceof Waiting ? List.of(StackEvents.parting(List.of(batch), why)) : List.of();
        });
    }

    /** A pass that is not put together yet goes on alone, and so does the one it is paired with. */
    public Standing part(StackId id, BatchId batch, Apart why, Actor actor) {
        return decide(id, batch, actor, (_, pass) -> switch (pass.standing()) {
            case Waiting() -> List.of(StackEvents.parting(List.of(batch), why));
            case Paired(BatchId with) -> List.of(StackEvents.parting(List.of(batch, with), why));
            case Collated _, Parted _ -> List.of();
        });
    }

    /** Puts the pair together for good; from then on neither goes on alone. */
    public Standing collate(StackId id, BatchId odd, Actor actor) {
        return decide(
                id,
                odd,
                actor,
                (_, pass) -> pass.side() == Side.ODD && pass.standing() instanceof Paired(BatchId even)
                        ? List.of(StackEvents.collation(odd, even))
                        : List.of());
    }

    /** Until when the other side of a pass may arrive. */
    public static Instant until(BatchId batch, Duration within) {
        return batch.time().plus(within);
    }

    /** Appends what is decided of the pass, where it is one of the stack; answers how it stands then. */
    private Standing decide(StackId id, BatchId batch, Actor actor, BiFunction<Stack, Pass, List<Event>> decision) {
        Stack decided = change(
                id,
                actor,
                stack -> stack.pass(batch)
                        .map(pass -> decision.apply(stack, pass))
                        .orElse(List.of()));
        return decided.pass(batch)
                .orElseThrow(() -> new IllegalStateException("batch %s is no pass of stack %s".formatted(batch, id)))
                .standing();
    }

    private Stack change(StackId id, Actor actor, Function<Stack, List<Event>> decide) {
        List<EventRecord> records =
                events.change(StackEvents.chain(id), actor, known -> decide.apply(StackEvents.fold(id, known)));
        return StackEvents.fold(id, records);
    }
}
