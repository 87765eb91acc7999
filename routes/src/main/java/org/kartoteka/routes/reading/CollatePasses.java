package org.kartoteka.routes.reading;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.Collation;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.stack.Apart;
import org.kartoteka.archive.stack.ParkedPasses;
import org.kartoteka.archive.stack.ParkedPasses.Parked;
import org.kartoteka.archive.stack.Side;
import org.kartoteka.archive.stack.Stack.Collated;
import org.kartoteka.archive.stack.Stack.Paired;
import org.kartoteka.archive.stack.Stack.Parted;
import org.kartoteka.archive.stack.Stack.Pass;
import org.kartoteka.archive.stack.Stack.Standing;
import org.kartoteka.archive.stack.Stack.Waiting;
import org.kartoteka.archive.stack.StackId;
import org.kartoteka.archive.stack.Stacks;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.split.Collator;
import org.kartoteka.ingest.split.CoverSheet;
import org.kartoteka.ingest.split.Divider.BatchPage;
import org.kartoteka.routes.intake.PassNames;

/**
 * Brings the two passes of a stack together. Each is read as the batch it is; a pass that is read waits, without being worked on,
 * until its other side is read as well, or will not come. Then the batch with the odd side goes on with the pages of both, or each
 * goes on alone.
 *
 * <p>Whoever waits is parked: its marker in the work list stays, and the sweep has it opened again now and then. So each method here may
 * be called again after a crash, on whatever node.
 */
final class CollatePasses {
    private final Batches batches;
    private final Stacks stacks;
    private final ParkedPasses parked;
    private final WaitingPasses waiting;
    private final WorkList workList;
    private final OtherSide otherSide;
    private final PassPolicy policy;

    /** What putting together needs. */
    record Parts(
            Batches batches,
            Stacks stacks,
            ParkedPasses parked,
            WorkList workList,
            OtherSide otherSide,
            PassPolicy policy,
            InstantSource clock) {}

    CollatePasses(Parts parts) {
        this.batches = parts.batches();
        this.stacks = parts.stacks();
        this.parked = parts.parked();
        this.workList = parts.workList();
        this.otherSide = parts.otherSide();
        this.policy = parts.policy();
        this.waiting = new WaitingPasses(parked, workList, parts.clock());
    }

    /**
     * What is to be divided.
     *
     * @param collation where the job is that of a stack
     * @param apart why it is not, though the batch is one side of one
     */
    record Together(ReadingJob job, Optional<Collation> collation, Optional<Apart> apart) {
        static Together alone(ReadingJob job) {
            return new Together(job, Optional.empty(), Optional.empty());
        }

        static Together apart(ReadingJob job, Apart why) {
            return new Together(job, Optional.empty(), Optional.of(why));
        }
    }

    /**
     * Before a batch is examined: one that is parked goes on only where there is something to do. A pass known by its name is entered
     * in its stack now, so that those of one name are told of in the order in which they arrived.
     *
     * @return empty where it waits on, or has come to its end
     */
    Optional<Batch> open(Batch batch) {
        if (!batch.division().isEmpty()) {
            return Optional.of(batch);
        }
        Optional<Parked> note = parked.find(batch.id());
        if (note.isPresent()) {
            return stacks.pass(note.get().stack(), batch.id())
                            .map(pass -> goesOn(batch, note.get(), pass))
                            .orElse(true)
                    ? Optional.of(batch)
                    : Optional.empty();
        }
        if (!policy.isOff()) {
            Arrival arrival = batches.arrival(batch.id());
            named(arrival.folder(), arrival.hints()).ifPresent(told -> join(batch.id(), told));
        }
        return Optional.of(batch);
    }

    private Stacks.Joined join(BatchId batch, Stacks.Told told) {
        Stacks.Joined joined = stacks.join(batch, told, policy.patience(), OpenBatch.READING);
        if (joined.pass().standing() instanceof Parted) {
            wakeParted(joined.stack());
        }
        return joined;
    }

    /** Others may have waited for a pass that turned out to belong to nobody. */
    private void wakeParted(StackId stack) {
        stacks.find(stack).passes().stream()
                .filter(pass -> pass.standing() instanceof Parted)
                .map(Pass::batch)
                .filter(parked::contains)
                .forEach(this::wake);
    }

    /** What becomes of a parked pass now. */
    private boolean goesOn(Batch batch, Parked note, Pass pass) {
        return switch (pass.standing()) {
            case Waiting() -> {
                if (!waiting.isOver(batch.id(), note.until())) {
                    yield false;
                }
                Standing standing = stacks.giveUp(note.stack(), batch.id(), OpenBatch.READING);
                yield goesOn(batch, note, new Pass(batch.id(), pass.side(), standing));
            }
            case Paired(BatchId with) -> {
                if (isSetAside(with)) {
                    Standing standing =
                            stacks.part(note.stack(), batch.id(), Apart.OTHER_SIDE_UNREADABLE, OpenBatch.READING);
                    yield goesOn(batch, note, new Pass(batch.id(), pass.side(), standing));
                }
                boolean bothRead = parked.contains(with);
                if (bothRead && pass.side() == Side.EVEN) {
                    wake(with);
                }
                yield bothRead && pass.side() == Side.ODD;
            }
            case Collated(BatchId with) -> {
                if (pass.side() == Side.EVEN) {
                    follow(batch, with);
                }
                yield pass.side() == Side.ODD;
            }
            case Parted _ -> true;
        };
    }

    /** The even side shares the lot of the odd one, which has its pages. */
    private void follow(Batch even, BatchId odd) {
        Batch lead = batches.find(odd).orElseThrow();
        switch (lead.state()) {
            case ARCHIVED -> batches.incorporate(even.id(), odd, OpenBatch.READING);
            case QUARANTINED ->
                batches.quarantine(even.id(), Reason.of(Reason.Code.OTHER_SIDE_SET_ASIDE), OpenBatch.READING);
            case WAITING, DUPLICATE -> wake(odd);
        }
    }

    private boolean isSetAside(BatchId batch) {
        return batches.find(batch)
                .filter(b -> b.state() == Batch.State.QUARANTINED)
                .isPresent();
    }

    private void wake(BatchId batch) {
        workList.hint(WorkList.Kind.READ, batch.value());
    }

    /**
     * Once the pages are read, and nothing is divided: finds the other side of a pass.
     *
     * @param pages the results of the job, for the cover sheets among them
     * @return empty where it waits from now on
     */
    Optional<Together> bringTogether(ReadingJob job, List<BatchPage> pages) throws IOException {
        Map<Integer, CoverSheet.Pass> sheets = sheets(pages);
        Optional<Stacks.Told> told = told(job, sheets);
        if (policy.isOff() || (told.isEmpty() && sheets.isEmpty())) {
            return Optional.of(Together.alone(job));
        }
        if (told.isEmpty()) {
            return Optional.of(Together.apart(job, Apart.SIDES_DO_NOT_FIT));
        }
        Stacks.Joined joined = join(job.id(), told.get());
        if (!job.isPlainScan()) {
            stacks.part(joined.stack(), job.id(), Apart.SIDES_DO_NOT_FIT, OpenBatch.READING);
            wakeParted(joined.stack());
            joined = new Stacks.Joined(
                    joined.stack(), stacks.pass(joined.stack(), job.id()).orElseThrow());
        }
        return bringTogether(job, joined);
    }

    private Optional<Together> bringTogether(ReadingJob job, Stacks.Joined joined) throws IOException {
        Parked note = new Parked(joined.stack(), joined.pass().side(), Stacks.until(job.id(), policy.patience()));
        if (!(joined.pass().standing() instanceof Parted)) {
            // First the note, then a look at the other's: so of two that are read at once one sees the other.
            parked.park(job.id(), note);
            if (!goesOn(job.batch(), note, joined.pass())) {
                return Optional.empty();
            }
        }
        Standing standing = stacks.pass(joined.stack(), job.id()).orElseThrow().standing();
        return Optional.of(
                switch (standing) {
                    case Paired(BatchId with) -> collate(job, note.stack(), with, false);
                    case Collated(BatchId with) -> collate(job, note.stack(), with, true);
                    case Parted(Apart why) -> goAlone(job, why);
                    case Waiting() -> throw new IllegalStateException("batch " + job.id() + " should wait");
                });
    }

    private Together goAlone(ReadingJob job, Apart why) {
        parked.remove(job.id());
        return Together.apart(job, why);
    }

    /** @param bound it was decided before that they belong together: then nothing parts them any more */
    private Together collate(ReadingJob odd, StackId stack, BatchId with, boolean bound) throws IOException {
        Batch evenBatch = batches.find(with).orElseThrow();
        Optional<ReadingJob> even = otherSide.read(odd, evenBatch);
        if (even.isEmpty()) {
            if (bound) {
                throw new TriedInVain(Reason.of(Reason.Code.OTHER_SIDE_SET_ASIDE));
            }
            return part(odd, stack, with, Apart.OTHER_SIDE_UNREADABLE);
        }
        Optional<Collator.Order> order =
                even.get().isPlainScan() ? otherSide.order(odd, even.get(), policy.backs()) : Optional.empty();
        if (order.isEmpty() && !bound) {
            return part(odd, stack, with, Apart.SIDES_DO_NOT_FIT);
        }
        if (!(stacks.collate(stack, odd.id(), OpenBatch.READING) instanceof Collated)) {
            return part(odd, stack, with, Apart.SIDES_DO_NOT_FIT);
        }
        Collator.Order taken = order.orElseGet(() -> Collator.oneAfterTheOther(
                odd.places().size(), even.get().places().size()));
        Collation collation = new Collation(
                stack,
                with,
                taken.odd(),
                taken.even(),
                taken.backs().text(),
                taken.toldBy().text());
        return new Together(
                odd.collatedWith(even.get(), collation),
                Optional.of(collation),
                order.isEmpty() ? Optional.of(Apart.SIDES_DO_NOT_FIT) : Optional.empty());
    }

    private Together part(ReadingJob odd, StackId stack, BatchId with, Apart why) {
        Standing standing = stacks.part(stack, odd.id(), why, OpenBatch.READING);
        wake(with);
        return goAlone(odd, standing instanceof Parted(Apart already) ? already : why);
    }

    /** The stack of a batch that was divided as one: its pages and those of its even side. */
    ReadingJob restore(ReadingJob odd, Collation collation) throws IOException {
        ReadingJob even = otherSide
                .read(odd, batches.find(collation.even()).orElseThrow())
                .orElseThrow(() -> new TriedInVain(Reason.of(Reason.Code.OTHER_SIDE_SET_ASIDE)));
        return odd.collatedWith(even, collation);
    }

    /** Before the odd side ends: an even side that was set aside with it gets another chance. */
    void beforeEnd(Batch odd) {
        odd.collation()
                .map(Collation::even)
                .filter(this::isSetAside)
                .ifPresent(even -> batches.retry(even, OpenBatch.READING));
    }

    /** The odd side is archived: now the even one can be. */
    void afterEnd(Batch odd) {
        odd.collation().map(Collation::even).ifPresent(this::wake);
    }

    /** By the place of their page, from 0. */
    private static Map<Integer, CoverSheet.Pass> sheets(List<BatchPage> pages) {
        Map<Integer, CoverSheet.Pass> sheets = new HashMap<>();
        for (int i = 0; i < pages.size(); i++) {
            int place = i;
            if (pages.get(i).result() instanceof PageRead read && read.separator()) {
                CoverSheet.pass(read.barcodes()).ifPresent(sheet -> sheets.put(place, sheet));
            }
        }
        return sheets;
    }

    /**
     * What name or sidecar tell, else what the cover sheet tells. That lies on a pass or below it: a code elsewhere may be anybody's,
     * and makes no pass.
     */
    private static Optional<Stacks.Told> told(ReadingJob job, Map<Integer, CoverSheet.Pass> sheets) {
        String folder = job.arrival().folder();
        Optional<Stacks.Told> named = named(folder, job.arrival().hints());
        if (named.isPresent()) {
            return named;
        }
        Set<Stacks.Told> onSheets = sheets.values().stream()
                .map(sheet -> new Stacks.Told(Side.of(sheet.side()), folder, sheet.stack()))
                .collect(Collectors.toSet());
        boolean atTheEnds = new HashSet<>(List.of(0, job.places().size() - 1)).containsAll(sheets.keySet());
        return onSheets.size() == 1 && atTheEnds
                ? Optional.of(onSheets.iterator().next())
                : Optional.empty();
    }

    private static Optional<Stacks.Told> named(String folder, Map<String, String> hints) {
        return Optional.ofNullable(hints.get(PassNames.PAGES))
                .map(side -> new Stacks.Told(Side.of(side), folder, hints.getOrDefault(PassNames.STACK, "")));
    }
}
