package org.kartoteka.archive.batch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.stack.StackId;

/**
 * How the pages of two passes became those of one stack. The batch with the odd side has the documents of both; wherever
 * these name a page, they mean its number in the stack.
 *
 * @param stack whose chain put the two together
 * @param even the batch with the even side
 * @param numbers of this batch's pages in the stack, from 1, in the order of its file
 * @param evenNumbers likewise of the other batch's pages
 * @param backs in which order the even side was taken to be: {@code reversed} (the stack was turned over) or {@code forward}
 * @param toldBy how that was known: {@code said}, {@code page-numbers} or {@code setting}
 */
public record Collation(
        StackId stack, BatchId even, List<Integer> numbers, List<Integer> evenNumbers, String backs, String toldBy) {
    public Collation {
        numbers = List.copyOf(numbers);
        evenNumbers = List.copyOf(evenNumbers);
    }

    /** How many pages the stack has. */
    public int pageCount() {
        return numbers.size() + evenNumbers.size();
    }

    /** Whether each page has one number of its own, from 1 without a gap. */
    public boolean isWhole() {
        Set<Integer> all = new HashSet<>();
        Stream.concat(numbers.stream(), evenNumbers.stream())
                .filter(number -> number >= 1 && number <= pageCount())
                .forEach(all::add);
        return !numbers.isEmpty() && !evenNumbers.isEmpty() && all.size() == pageCount();
    }
}
