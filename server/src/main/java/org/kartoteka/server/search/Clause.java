package org.kartoteka.server.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kartoteka.analysis.Transliteration;

/** What a typed term asks of a text's terms. */
public sealed interface Clause {
    boolean negated();

    /**
     * One word.
     *
     * @param exact the folded word
     * @param stems its stems in all languages of its script
     * @param sounds how it may be spelt in the other alphabet
     * @param errors what recognition may have got wrong in it
     */
    record OneWord(String exact, Set<String> stems, Transliteration.Asked sounds, Near.Errors errors, boolean negated)
            implements Clause {
        public OneWord {
            stems = Set.copyOf(stems);
        }
    }

    /** Any term that begins so. */
    record Beginning(String prefix, boolean negated) implements Clause {}

    /** Words one after the other: at each place any of the terms, the first of which is the folded word. */
    record Sequence(List<List<String>> places, boolean negated) implements Clause {
        public Sequence {
            places = places.stream().map(List::copyOf).toList();
        }
    }

    /** Any of the terms; of one field's values where a field is given. */
    record AnyOf(Set<String> terms, Optional<String> field, boolean negated) implements Clause {
        public AnyOf {
            terms = Set.copyOf(terms);
        }
    }

    /**
     * Words that all stand in names.
     *
     * @param beginning of one more word; empty = none
     */
    record InNames(List<OneWord> words, String beginning, boolean negated) implements Clause {
        public InNames {
            words = List.copyOf(words);
        }
    }

    /** Nothing a text could have. */
    record Nothing(boolean negated) implements Clause {}
}
