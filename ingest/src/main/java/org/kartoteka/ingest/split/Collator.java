package org.kartoteka.ingest.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Puts the pages of two one-sided passes of a stack in order. A pure function: same pages and wishes, same order.
 *
 * <p>The passes fit where they have as many pages, the cover sheets that tell of the passes left out. A sheet that lay on the stack
 * through both passes fits as well, where the page behind it is blank.
 */
public final class Collator {
    /** Of page numbers that follow each other, one order must have so many times those of the other, and so many more. */
    private static final int SURER_BY = 2;

    private Collator() {}

    /** In which order the pass of the backs has them. */
    public enum Backs {
        /** The stack was turned over: the last sheet's back is first. */
        REVERSED,
        FORWARD;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The order of that name; empty where it is none. */
        public static Optional<Backs> of(String text) {
            return List.of(values()).stream()
                    .filter(backs -> backs.text().equals(text.strip().toLowerCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    /** How the order was known. */
    public enum ToldBy {
        SAID,
        PAGE_NUMBERS,
        SETTING;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What matters of a page.
     *
     * @param blank nothing is on it
     * @param cover it tells of the pass, and is no page of the stack
     * @param text to look for its printed number
     */
    public record Side(boolean blank, boolean cover, String text) {}

    /**
     * Which page of the stack each page is, from 1, in the order of the files.
     *
     * @param odd of the pass with the fronts
     * @param even of the pass with the backs
     */
    public record Order(List<Integer> odd, List<Integer> even, Backs backs, ToldBy toldBy) {
        public Order {
            odd = List.copyOf(odd);
            even = List.copyOf(even);
        }
    }

    /**
     * @param said what somebody said of the backs; it decides
     * @param usual what holds where nobody said anything and no page numbers tell
     * @return empty where the passes do not fit
     */
    public static Optional<Order> collate(List<Side> odd, List<Side> even, Optional<Backs> said, Backs usual) {
        List<Integer> fronts = indexes(odd, false);
        List<Integer> backs = indexes(even, false);
        if (fronts.isEmpty() || backs.isEmpty()) {
            return Optional.empty();
        }
        if (fronts.size() == backs.size()) {
            return Optional.of(inOrder(odd, even, new Sheets(fronts, backs), said, usual));
        }
        return throughBothPasses(odd, even, said, usual);
    }

    /**
     * Cover sheets of the odd side that stayed on the stack have a back, too, which must be blank. So they are pages of the stack, as
     * far as order goes.
     */
    private static Optional<Order> throughBothPasses(
            List<Side> odd, List<Side> even, Optional<Backs> said, Backs usual) {
        Sheets all = new Sheets(indexes(odd, true), indexes(even, false));
        if (all.fronts().size() != all.backs().size()) {
            return Optional.empty();
        }
        Order order = inOrder(odd, even, all, said, usual);
        for (int i = 0; i < odd.size(); i++) {
            int behind = order.even().indexOf(order.odd().get(i) + 1);
            if (odd.get(i).cover() && (behind < 0 || !even.get(behind).blank())) {
                return Optional.empty();
            }
        }
        return Optional.of(order);
    }

    /**
     * Places in the files, in their order.
     *
     * @param fronts of the odd side
     * @param backs of the even side, as many
     */
    private record Sheets(List<Integer> fronts, List<Integer> backs) {}

    private static List<Integer> indexes(List<Side> pages, boolean withCovers) {
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            if (withCovers || !pages.get(i).cover()) {
                indexes.add(i);
            }
        }
        return indexes;
    }

    private static Order inOrder(List<Side> odd, List<Side> even, Sheets sheets, Optional<Backs> said, Backs usual) {
        if (said.isPresent()) {
            return numbered(odd, even, sheets, said.get(), ToldBy.SAID);
        }
        List<OptionalInt> fronts = numbers(odd, sheets.fronts());
        List<OptionalInt> backs = numbers(even, sheets.backs());
        int forward = following(fronts, backs);
        int reversed = following(fronts, backs.reversed());
        if (isSurer(Math.max(forward, reversed), Math.min(forward, reversed))) {
            Backs found = forward > reversed ? Backs.FORWARD : Backs.REVERSED;
            return numbered(odd, even, sheets, found, ToldBy.PAGE_NUMBERS);
        }
        return numbered(odd, even, sheets, usual, ToldBy.SETTING);
    }

    private static boolean isSurer(int more, int fewer) {
        return fewer == 0 ? more > 0 : more >= SURER_BY * fewer && more >= fewer + SURER_BY;
    }

    private static List<OptionalInt> numbers(List<Side> pages, List<Integer> indexes) {
        return indexes.stream()
                .map(index -> PrintedPageNumber.of(pages.get(index).text()))
                .toList();
    }

    /** How often a page has the number after that of the page before it. */
    private static int following(List<OptionalInt> fronts, List<OptionalInt> backs) {
        int count = 0;
        OptionalInt last = OptionalInt.empty();
        for (int sheet = 0; sheet < fronts.size(); sheet++) {
            for (OptionalInt number : List.of(fronts.get(sheet), backs.get(sheet))) {
                boolean follows = number.isPresent() && last.isPresent() && number.getAsInt() == last.getAsInt() + 1;
                count += follows ? 1 : 0;
                last = number;
            }
        }
        return count;
    }

    /** Covers that are no sheets of the stack come first: those of the odd side, then those of the even side. */
    private static Order numbered(List<Side> odd, List<Side> even, Sheets sheets, Backs order, ToldBy toldBy) {
        Integer[] oddNumbers = new Integer[odd.size()];
        Integer[] evenNumbers = new Integer[even.size()];
        int next = 1;
        for (int i = 0; i < odd.size(); i++) {
            if (!sheets.fronts().contains(i)) {
                oddNumbers[i] = next++;
            }
        }
        for (int i = 0; i < even.size(); i++) {
            if (!sheets.backs().contains(i)) {
                evenNumbers[i] = next++;
            }
        }
        List<Integer> backs = order == Backs.REVERSED ? sheets.backs().reversed() : sheets.backs();
        for (int sheet = 0; sheet < backs.size(); sheet++) {
            oddNumbers[sheets.fronts().get(sheet)] = next++;
            evenNumbers[backs.get(sheet)] = next++;
        }
        return new Order(List.of(oddNumbers), List.of(evenNumbers), order, toldBy);
    }

    /** One pass behind the other, for passes that are bound to each other though they do not fit. */
    public static Order oneAfterTheOther(int oddCount, int evenCount) {
        List<Integer> odd = new ArrayList<>();
        List<Integer> even = new ArrayList<>();
        for (int page = 1; page <= oddCount + evenCount; page++) {
            (page <= oddCount ? odd : even).add(page);
        }
        return new Order(odd, even, Backs.FORWARD, ToldBy.SETTING);
    }
}
