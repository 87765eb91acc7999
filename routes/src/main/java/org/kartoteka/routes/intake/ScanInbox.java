package org.kartoteka.routes.intake;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.batch.WaitingFile;
import org.kartoteka.archive.batch.WaitingFile.Why;
import org.kartoteka.archive.reason.Reason;

/**
 * Looks through the inbox and decides on each file: take it, refuse it, or let it wait.
 *
 * <p>What counts as time without change is only what this object saw itself: a copied file brings an old date along. Remembers
 * one small record per file that lies in the inbox, and forgets it with the file. One thread calls {@link #scan}; any may
 * call {@link #waiting}.
 */
public final class ScanInbox {
    private static final Duration STUCK = Duration.ofSeconds(30);

    private final Path inbox;
    private final IntakeSettings settings;
    private final CheckCompleteness completeness;
    private final InstantSource clock;
    private Map<Path, Observation> observations = new HashMap<>();
    private volatile List<WaitingFile> waiting = List.of();

    public ScanInbox(Path inbox, IntakeSettings settings, CheckCompleteness completeness, InstantSource clock) {
        this.inbox = inbox;
        this.settings = settings;
        this.completeness = completeness;
        this.clock = clock;
    }

    /** The files to be taken now, in no order. */
    public List<FoundFile> scan() {
        Instant now = clock.instant();
        InboxListing listing = InboxListing.of(inbox, settings.limits());
        Map<Path, Observation> current = new HashMap<>();
        for (InboxListing.Entry entry : listing.entries()) {
            current.put(entry.path(), observe(entry, now));
        }
        observations = current;

        List<FoundFile> found = new ArrayList<>();
        List<WaitingFile> stillWaiting = new ArrayList<>();
        for (InboxListing.Entry entry : listing.entries()) {
            if (entry.isSidecarOf().isPresent()) {
                continue;
            }
            Verdict verdict = judgeWithSidecar(entry, now);
            Place place = Place.of(inbox.relativize(entry.folder()), settings.words());
            switch (verdict) {
                case Take _ -> found.add(found(entry, place, Optional.empty()));
                case Refuse refuse -> found.add(found(entry, place, Optional.of(refuse.reason())));
                case Wait wait -> waitingFile(entry, place, wait.why(), now).ifPresent(stillWaiting::add);
                case Ignore _ -> {}
            }
        }
        waiting = List.copyOf(stillWaiting);
        return found;
    }

    /** Lets a file that cannot be moved wait for a while before it is given out again. Called by the scanning thread. */
    void postpone(FoundFile found) {
        Observation observation = observations.get(found.path());
        if (observation != null) {
            observation.stuckUntil = clock.instant().plus(STUCK);
        }
    }

    /** The files that were let wait in the last scan. */
    public List<WaitingFile> waiting() {
        return waiting;
    }

    /** What was decided on a file. */
    private sealed interface Verdict {}

    private record Take() implements Verdict {}

    private record Refuse(Reason reason) implements Verdict {}

    private record Wait(Why why) implements Verdict {}

    private record Ignore() implements Verdict {}

    /** A file and its sidecar are taken together, when both are ready. */
    private Verdict judgeWithSidecar(InboxListing.Entry entry, Instant now) {
        if (observation(entry.path()).stuckUntil.isAfter(now)) {
            return new Wait(Why.UNREADABLE);
        }
        Verdict verdict = judge(entry, now);
        boolean sidecarMoves = entry.sidecar()
                .map(sidecar -> quiet(observation(sidecar), now)
                                .compareTo(settings.waits().stable())
                        < 0)
                .orElse(false);
        return verdict instanceof Take && sidecarMoves ? new Wait(Why.ARRIVING) : verdict;
    }

    private Verdict judge(InboxListing.Entry entry, Instant now) {
        IntakeSettings.Waits waits = settings.waits();
        Duration quiet = quiet(observation(entry.path()), now);
        return switch (entry.kind()) {
            case LITTER -> new Ignore();
            case TEMPORARY -> new Wait(Why.TEMPORARY_NAME);
            case TOO_DEEP -> new Wait(Why.TOO_DEEP);
            case CLOSED_FOLDER -> new Wait(Why.UNREADABLE);
            case SYMBOLIC_LINK -> new Refuse(new Reason(Reason.Code.NOT_A_FILE, Map.of("found", "symbolic link")));
            case SPECIAL -> new Refuse(new Reason(Reason.Code.NOT_A_FILE, Map.of("found", "special file")));
            case SIDECAR_ALONE ->
                quiet.compareTo(waits.sidecarAlone()) >= 0
                        ? new Refuse(ReadSidecar.Problem.NO_FILE.reason())
                        : new Wait(Why.SIDECAR_ALONE);
            case FILE -> judgeFile(entry, quiet);
        };
    }

    private Verdict judgeFile(InboxListing.Entry entry, Duration quiet) {
        IntakeSettings.Waits waits = settings.waits();
        if (entry.attributes().size() == 0) {
            return refuseAfter(waits.empty(), quiet, Reason.Code.EMPTY_FILE, Why.EMPTY);
        }
        if (quiet.compareTo(waits.stable()) < 0) {
            return new Wait(Why.ARRIVING);
        }
        return switch (observation(entry.path()).ending(completeness)) {
            case COMPLETE -> new Take();
            case UNKNOWN -> takeAfter(waits.stableUnknown(), quiet, Why.ARRIVING);
            case INCOMPLETE -> takeAfter(waits.incomplete(), quiet, Why.INCOMPLETE);
            case UNREADABLE -> refuseAfter(waits.unreadable(), quiet, Reason.Code.UNREADABLE_FILE, Why.UNREADABLE);
            case GONE -> new Ignore();
        };
    }

    private static Verdict takeAfter(Duration wait, Duration quiet, Why why) {
        return quiet.compareTo(wait) >= 0 ? new Take() : new Wait(why);
    }

    private static Verdict refuseAfter(Duration wait, Duration quiet, Reason.Code code, Why why) {
        return quiet.compareTo(wait) >= 0 ? new Refuse(Reason.of(code)) : new Wait(why);
    }

    private FoundFile found(InboxListing.Entry entry, Place place, Optional<Reason> refusal) {
        return new FoundFile(entry.path(), entry.sidecar(), place, refusal, FoundFile.Look.of(entry.attributes()));
    }

    /** Files with temporary names are shown only when they stay. */
    private Optional<WaitingFile> waitingFile(InboxListing.Entry entry, Place place, Why why, Instant now) {
        Observation observation = observation(entry.path());
        boolean hidden = why == Why.TEMPORARY_NAME
                && quiet(observation, now).compareTo(settings.waits().temporaryShown()) < 0;
        return hidden
                ? Optional.empty()
                : Optional.of(new WaitingFile(
                        place.folder(),
                        FileNames.shown(entry.path()),
                        entry.attributes().size(),
                        observation.seenAt,
                        why));
    }

    private Observation observe(InboxListing.Entry entry, Instant now) {
        FoundFile.Look look = FoundFile.Look.of(entry.attributes());
        Observation before = observations.get(entry.path());
        if (before != null && before.look.equals(look)) {
            return before;
        }
        Instant seenAt = before != null && before.look.key().equals(look.key()) ? before.seenAt : now;
        return new Observation(entry.path(), look, now, seenAt);
    }

    private Observation observation(Path path) {
        Observation observation = observations.get(path);
        if (observation == null) {
            throw new IllegalStateException("a listed file was not observed");
        }
        return observation;
    }

    private static Duration quiet(Observation observation, Instant now) {
        return Duration.between(observation.changedAt, now);
    }

    /** How a file looks, and since when. */
    private static final class Observation {
        private final Path path;
        private final FoundFile.Look look;
        private final Instant changedAt;
        private final Instant seenAt;
        private Instant stuckUntil = Instant.MIN;
        private Optional<FileEnding> ending = Optional.empty();

        Observation(Path path, FoundFile.Look look, Instant changedAt, Instant seenAt) {
            this.path = path;
            this.look = look;
            this.changedAt = changedAt;
            this.seenAt = seenAt;
        }

        /** Looked at once for each look of the file; a file that cannot be read is tried again, somebody may allow it. */
        FileEnding ending(CheckCompleteness completeness) {
            if (ending.isEmpty() || ending.get() == FileEnding.UNREADABLE || ending.get() == FileEnding.GONE) {
                ending = Optional.of(completeness.check(path));
            }
            return ending.get();
        }
    }

    /** For tests: how many files are remembered. */
    int remembered() {
        return observations.size();
    }
}
