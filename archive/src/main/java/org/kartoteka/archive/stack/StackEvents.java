package org.kartoteka.archive.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.format.MalformedJson;
import org.kartoteka.archive.format.Members;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.stack.Stack.Collated;
import org.kartoteka.archive.stack.Stack.Paired;
import org.kartoteka.archive.stack.Stack.Parted;
import org.kartoteka.archive.stack.Stack.Pass;
import org.kartoteka.archive.stack.Stack.Standing;
import org.kartoteka.archive.stack.Stack.Waiting;

/** The events of a stack: how each is written, and what they add up to. */
public final class StackEvents {
    static final String ARRIVAL = "pass-arrival";
    static final String PAIRING = "pairing";
    static final String COLLATION = "collation";
    static final String PARTING = "parting";

    private StackEvents() {}

    static ChainId chain(StackId id) {
        return new ChainId(ChainId.Kind.STACK, id.value());
    }

    static Event arrival(BatchId batch, Side side) {
        return Event.of(ARRIVAL, Map.of("batch", batch.value(), "side", side.text()));
    }

    static Event pairing(BatchId odd, BatchId even) {
        return Event.of(PAIRING, Map.of("odd", odd.value(), "even", even.value()));
    }

    static Event collation(BatchId odd, BatchId even) {
        return Event.of(COLLATION, Map.of("odd", odd.value(), "even", even.value()));
    }

    static Event parting(List<BatchId> batches, Apart why) {
        return Event.of(
                PARTING, Map.of("batches", batches.stream().map(BatchId::value).toList(), "reason", why.name()));
    }

    /**
     * What the records add up to; without passes where there are none.
     *
     * @throws ChainBroken an event cannot follow the ones before it, or is unreadable
     */
    public static Stack fold(StackId id, List<EventRecord> records) {
        Stack stack = new Stack(id, List.of());
        for (EventRecord record : records) {
            for (Event event : record.events()) {
                try {
                    stack = next(stack, event);
                } catch (MalformedJson | IllegalArgumentException e) {
                    throw new ChainBroken("event %s in record %d of %s: %s"
                            .formatted(event.type(), record.sequence(), record.chain(), e.getMessage()));
                }
            }
        }
        return stack;
    }

    private static Stack next(Stack stack, Event event) {
        Members data = new Members(event.data());
        return switch (event.type()) {
            case ARRIVAL -> arrived(stack, new BatchId(data.text("batch")), Side.of(data.text("side")));
            case PAIRING -> {
                BatchId odd = batch(stack, data, Side.ODD);
                BatchId even = batch(stack, data, Side.EVEN);
                allow(standing(stack, odd) instanceof Waiting && standing(stack, even) instanceof Waiting);
                yield with(with(stack, odd, new Paired(even)), even, new Paired(odd));
            }
            case COLLATION -> {
                BatchId odd = batch(stack, data, Side.ODD);
                BatchId even = batch(stack, data, Side.EVEN);
                allow(standing(stack, odd).equals(new Paired(even)));
                yield with(with(stack, odd, new Collated(even)), even, new Collated(odd));
            }
            case PARTING -> parted(stack, data);
            default -> throw new MalformedJson("unknown here; a newer program wrote it, or something altered it");
        };
    }

    private static Stack arrived(Stack stack, BatchId batch, Side side) {
        allow(stack.pass(batch).isEmpty());
        List<Pass> passes = new ArrayList<>(stack.passes());
        passes.add(new Pass(batch, side, new Waiting()));
        return new Stack(stack.id(), passes);
    }

    private static Stack parted(Stack stack, Members data) {
        List<BatchId> batches = data.texts("batches").stream().map(BatchId::new).toList();
        Parted parted = new Parted(Apart.valueOf(data.text("reason")));
        Stack after = stack;
        for (BatchId batch : batches) {
            Standing before = standing(stack, batch);
            allow(before instanceof Waiting || (before instanceof Paired(BatchId with) && batches.contains(with)));
            after = with(after, batch, parted);
        }
        return after;
    }

    private static BatchId batch(Stack stack, Members data, Side side) {
        BatchId batch = new BatchId(data.text(side.text()));
        allow(stack.pass(batch).filter(pass -> pass.side() == side).isPresent());
        return batch;
    }

    private static Standing standing(Stack stack, BatchId batch) {
        return stack.pass(batch)
                .orElseThrow(() -> new MalformedJson("batch " + batch + " is no pass of this stack"))
                .standing();
    }

    private static Stack with(Stack stack, BatchId batch, Standing standing) {
        return new Stack(
                stack.id(),
                stack.passes().stream()
                        .map(pass -> pass.batch().equals(batch) ? new Pass(batch, pass.side(), standing) : pass)
                        .toList());
    }

    private static void allow(boolean condition) {
        if (!condition) {
            throw new MalformedJson("it cannot follow the events before it");
        }
    }
}
