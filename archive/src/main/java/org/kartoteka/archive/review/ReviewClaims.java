package org.kartoteka.archive.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.review.ReviewClaim.Claimant;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;

/**
 * Who looks at which document: {@code todo/review/<document>.<number>}, created only where the key is free, naming who claims
 * and until when. Renewing and taking over an ended claim create the next number, so of two persons one is told that the
 * other was faster.
 *
 * <p>It lies in the store, so it outlives the node that served the person, and it ends by itself. It saves people from doing one
 * thing twice and decides nothing: a correction is taken by the state of the document that it was made on. The clocks of nodes
 * need to agree by a minute or so. Safe for use by many threads and processes.
 */
public final class ReviewClaims {
    private static final String PREFIX = "todo/review/";
    private static final Pattern NAME =
            Pattern.compile("todo/review/(?<document>\\d{8}-\\d{9}-[0-9a-f]{10}-\\d{4})\\.(?<number>\\d{4,9})");
    private static final int LISTED_MAX = 1_000;
    private static final Claimant NOBODY = new Claimant(Actor.system("review"), "nobody");

    private final ObjectStore store;
    private final InstantSource clock;
    private final Duration lasting;

    /** @param lasting how long a claim holds that is not renewed */
    public ReviewClaims(ObjectStore store, InstantSource clock, Duration lasting) {
        this.store = store;
        this.clock = clock;
        this.lasting = lasting;
    }

    /** What became of a wish to claim. */
    public sealed interface Outcome {
        ReviewClaim claim();
    }

    /** It is the caller's now, until the time it says. */
    public record Claimed(ReviewClaim claim) implements Outcome {}

    /** Somebody else has it; nothing was changed. */
    public record Taken(ReviewClaim claim) implements Outcome {}

    /** Claims the document, or renews the claimant's own claim. Costs two listings, one reading and two changes. */
    public Outcome claim(DocumentId document, Claimant by) {
        Optional<Numbered> last = last(document);
        Optional<ReviewClaim> other = last.map(Numbered::claim)
                .filter(claim -> isHeld(claim) && !claim.by().equals(by));
        if (other.isPresent()) {
            return new Taken(other.get());
        }
        long number = last.map(Numbered::number).orElse(0L) + 1;
        ReviewClaim mine = new ReviewClaim(document, by, clock.instant().plus(lasting));
        boolean created = StoredBytes.createOrSame(
                store, key(document, number), mine.text().getBytes(UTF_8));
        // Who was slow may have created a number that is behind another's: the highest one counts.
        Optional<Numbered> standing = last(document);
        if (standing.isPresent() && !standing.get().claim().by().equals(by)) {
            if (created) {
                store.delete(key(document, number));
            }
            return new Taken(standing.get().claim());
        }
        deleteUpTo(document, number - 1);
        return new Claimed(mine);
    }

    /** Gives back the claimant's own claim; does nothing where somebody else has it, or nobody. */
    public void giveBack(DocumentId document, Claimant by) {
        Optional<Numbered> last = last(document);
        if (last.isPresent() && last.get().claim().by().equals(by)) {
            deleteUpTo(document, last.get().number());
        }
    }

    /** The claim that holds now. */
    public Optional<ReviewClaim> of(DocumentId document) {
        return last(document).map(Numbered::claim).filter(this::isHeld);
    }

    /** All claims that hold now, of the first {@value #LISTED_MAX} or so. Removes those that ended. One reading each. */
    public Map<DocumentId, ReviewClaim> all() {
        Map<DocumentId, ReviewClaim> held = new TreeMap<>();
        Map<DocumentId, Long> numbers = new TreeMap<>();
        for (ObjectKey key : store.list(PREFIX, "", LISTED_MAX)) {
            parse(key).ifPresent(name -> numbers.merge(name.document(), name.number(), Math::max));
        }
        numbers.forEach((document, number) -> {
            Optional<ReviewClaim> claim = read(document, number);
            if (claim.filter(this::isHeld).isPresent()) {
                held.put(document, claim.get());
            } else {
                deleteUpTo(document, number);
            }
        });
        return held;
    }

    private boolean isHeld(ReviewClaim claim) {
        Instant now = clock.instant();
        return now.isBefore(claim.until());
    }

    private record Numbered(long number, ReviewClaim claim) {}

    private record Name(DocumentId document, long number) {}

    private Optional<Numbered> last(DocumentId document) {
        List<Long> numbers = numbers(document);
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        long number = numbers.stream().mapToLong(Long::longValue).max().orElseThrow();
        // What is gone again, or was never whole, is nobody's, but its number is taken.
        ReviewClaim nobodys = new ReviewClaim(document, NOBODY, Instant.EPOCH);
        return Optional.of(new Numbered(number, read(document, number).orElse(nobodys)));
    }

    private List<Long> numbers(DocumentId document) {
        List<Long> numbers = new ArrayList<>();
        for (ObjectKey key : store.list(PREFIX + document + ".", "", LISTED_MAX)) {
            parse(key).ifPresent(name -> numbers.add(name.number()));
        }
        return numbers;
    }

    private Optional<ReviewClaim> read(DocumentId document, long number) {
        return StoredBytes.find(store, key(document, number))
                .flatMap(bytes -> ReviewClaim.parse(document, new String(bytes, UTF_8)));
    }

    /** What cannot be removed now ends by itself, and is removed by whoever sees it then. */
    private void deleteUpTo(DocumentId document, long number) {
        try {
            for (long old : numbers(document)) {
                if (old <= number) {
                    store.delete(key(document, old));
                }
            }
        } catch (ObjectStoreException _) {
            // The highest number counts; older ones do no harm.
        }
    }

    private static ObjectKey key(DocumentId document, long number) {
        return new ObjectKey("%s%s.%04d".formatted(PREFIX, document, number));
    }

    private static Optional<Name> parse(ObjectKey key) {
        Matcher name = NAME.matcher(key.value());
        return name.matches()
                ? Optional.of(new Name(new DocumentId(name.group("document")), Long.parseLong(name.group("number"))))
                : Optional.empty();
    }
}
