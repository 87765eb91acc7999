package org.kartoteka.archive.likeness;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kartoteka.archive.rendition.PageText;

/**
 * How alike two documents are that seem to be the same sheets, scanned or faxed twice.
 *
 * <p>Letters of one template, and forms that two people filled in, have nearly all their words in common as well. What tells
 * them apart are names and numbers: where each document has such as the other lacks, and recognition was sure of both, they
 * are two documents. A number that was only read otherwise (a digit put in, left out, or doubtful) does not count.
 *
 * @param how what agrees
 * @param share of the words that agree, 0 to 1; for {@link How#LOOK}, of the image
 */
public record Likeness(How how, double share) {
    /** What agrees. */
    public enum How {
        /** The text, and how it stands on the paper. */
        TEXT_AND_LOOK,
        /** The text; the paper looks different, or was not looked at. */
        TEXT,
        /** The look of pages with hardly any text. */
        LOOK
    }

    private static final double SHARED_WORDS_MIN = 0.85;
    private static final double SHARED_NUMBERS_MIN = 0.85;
    private static final double READ_SURELY = 0.8;

    /** So many words, surely read, may stand in each that the other lacks: one in so many of the telling ones, and one. */
    private static final int OTHER_WORDS_OF = 60;

    /** One surely read number that the other lacks is forgiven where so many agree. */
    private static final int NUMBERS_TO_FORGIVE = 24;

    private static final double WORD_READ = 0.7;
    private static final int WORDS_ENOUGH = 12;
    private static final int IMAGE_BITS_SAME = 40;
    private static final int IMAGE_BITS_ALIKE = 72;

    /** The likeness of two documents, each with its pages in order; empty where they are not the same sheets. */
    public static Optional<Likeness> between(List<PageText> one, List<PageText> other) {
        List<PageText> here = Fingerprint.sheets(one);
        List<PageText> there = Fingerprint.sheets(other);
        Wording hereWords = Wording.of(here);
        Wording thereWords = Wording.of(there);
        boolean written =
                Math.min(hereWords.wordsReadWith(WORD_READ), thereWords.wordsReadWith(WORD_READ)) >= WORDS_ENOUGH;
        Optional<Likeness> likeness =
                written ? byText(here, there, hereWords.sharedWith(thereWords)) : byLook(here, there);
        return likeness.filter(_ -> !contradict(hereWords, thereWords));
    }

    private static Optional<Likeness> byText(List<PageText> here, List<PageText> there, double shared) {
        if (shared < SHARED_WORDS_MIN) {
            return Optional.empty();
        }
        boolean looksAlike = distance(here, there) <= IMAGE_BITS_ALIKE;
        return Optional.of(new Likeness(looksAlike ? How.TEXT_AND_LOOK : How.TEXT, shared));
    }

    private static Optional<Likeness> byLook(List<PageText> here, List<PageText> there) {
        int distance = distance(here, there);
        return distance > IMAGE_BITS_SAME
                ? Optional.empty()
                : Optional.of(new Likeness(How.LOOK, 1 - (double) distance / ImageHash.BITS));
    }

    /** The number of bits that differ in the images of the pages that are least alike. */
    private static int distance(List<PageText> here, List<PageText> there) {
        if (here.isEmpty() || here.size() != there.size()) {
            return ImageHash.BITS;
        }
        int most = 0;
        for (int i = 0; i < here.size(); i++) {
            Optional<ImageHash> image = ImageHash.of(here.get(i));
            Optional<ImageHash> counterpart = ImageHash.of(there.get(i));
            if (image.isEmpty() || counterpart.isEmpty()) {
                return ImageHash.BITS;
            }
            most = Math.max(most, image.get().distance(counterpart.get()));
        }
        return most;
    }

    private static boolean contradict(Wording here, Wording there) {
        Lacking numbers = Lacking.of(here.tellingNumbers(), there.tellingNumbers(), Likeness::sameNumber);
        int agreeing = numbers.agreeing;
        boolean fewAgree = numbers.any > 0 && agreeing < SHARED_NUMBERS_MIN * (agreeing + numbers.any);
        int forgiven = agreeing >= NUMBERS_TO_FORGIVE ? 1 : 0;
        if (fewAgree || numbers.surely > forgiven) {
            return true;
        }
        Lacking words = Lacking.of(here.tellingWords(), there.tellingWords(), Likeness::sameWord);
        return words.surely > 1 + words.agreeing / OTHER_WORDS_OF;
    }

    private static boolean sameNumber(Token one, Token other) {
        String a = one.text();
        String b = other.text();
        if (a.equals(b) || isMostOf(a, b) || isMostOf(b, a)) {
            return true;
        }
        boolean doubtful = Math.min(one.confidence(), other.confidence()) < READ_SURELY;
        return (doubtful || a.length() != b.length()) && Edits.within(a, b, 1);
    }

    /** What was read as two numbers here may be one there; a customer's number within that of a bill is less than most of it. */
    private static boolean isMostOf(String part, String whole) {
        return part.length() * 4 >= whole.length() * 3 && whole.contains(part);
    }

    private static boolean sameWord(Token one, Token other) {
        return one.text().contains(other.text())
                || other.text().contains(one.text())
                || Edits.few(one.text(), other.text());
    }

    /** Whether two tokens may be two readings of one. */
    @FunctionalInterface
    private interface Same {
        boolean test(Token one, Token other);
    }

    /**
     * What each side has and the other lacks.
     *
     * @param agreeing tokens of the one side that the other has
     * @param any so many each of them has that the other lacks
     * @param surely so many of these each of them has that were surely read
     */
    private record Lacking(int agreeing, int any, int surely) {
        static Lacking of(Collection<Token> here, Collection<Token> there, Same same) {
            List<Token> onlyHere = without(here, there, same);
            List<Token> onlyThere = without(there, here, same);
            return new Lacking(
                    here.size() - onlyHere.size(),
                    Math.min(onlyHere.size(), onlyThere.size()),
                    Math.min(surely(onlyHere), surely(onlyThere)));
        }

        private static List<Token> without(Collection<Token> tokens, Collection<Token> others, Same same) {
            Set<String> texts = others.stream().map(Token::text).collect(Collectors.toSet());
            return tokens.stream()
                    .filter(token -> !texts.contains(token.text())
                            && others.stream().noneMatch(other -> same.test(token, other)))
                    .toList();
        }

        private static int surely(List<Token> tokens) {
            return (int) tokens.stream()
                    .filter(token -> token.confidence() >= READ_SURELY)
                    .count();
        }
    }
}
