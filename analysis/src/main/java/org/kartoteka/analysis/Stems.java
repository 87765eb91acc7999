package org.kartoteka.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cz.CzechStemFilter;
import org.apache.lucene.analysis.lv.LatvianStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.LithuanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;

/**
 * Stems of a word, each with its language in front ({@code ~lv:ligum}).
 *
 * <p>A word is stemmed twice, as it is written and without its diacritics, and the stems are folded: a word typed or
 * recognised without diacritics meets one printed with them. Not for several threads at once.
 */
final class Stems {
    /** No word begins so: what is typed as a beginning never meets a stem. */
    private static final String MARK = "~";

    private static final int WORD_MIN = 3;
    private static final List<String> LATIN = List.of("lv", "lt", "cs", "en");
    private static final List<String> CYRILLIC = List.of("ru", "kk");

    private final Map<String, Function<String, Set<String>>> stemmers = new LinkedHashMap<>();

    Stems() {
        stemmers.put("lv", one(filtering(LatvianStemFilter::new)));
        stemmers.put("lt", one(snowball(new LithuanianStemmer())));
        stemmers.put("cs", one(filtering(CzechStemFilter::new)));
        stemmers.put("en", one(snowball(new EnglishStemmer())));
        UnaryOperator<String> russian = snowball(new RussianStemmer());
        stemmers.put("ru", one(word -> russian.apply(word.replace('ё', 'е'))));
        stemmers.put("kk", word -> KazakhStemmer.stems(Folding.lookAlike(Folding.fold(word))));
    }

    /**
     * The stems.
     *
     * @param word as printed or typed
     * @param language of the text it stands in; of a language that is not ours or does not fit the word's script, it is
     *     stemmed in all languages of its script
     */
    List<String> of(String word, String language) {
        if (word.length() < WORD_MIN || word.length() > Folding.WORD_MAX) {
            return List.of();
        }
        String lower = Folding.lower(word);
        String folded = Folding.fold(word);
        if (folded.length() < WORD_MIN || folded.codePoints().anyMatch(Character::isDigit)) {
            return List.of();
        }
        Set<String> stems = new LinkedHashSet<>();
        for (String code : languages(folded, language)) {
            Function<String, Set<String>> stemmer = stemmers.getOrDefault(code, Set::of);
            Stream.of(lower, folded)
                    .flatMap(spelling -> stemmer.apply(spelling).stream())
                    .forEach(stem -> stems.add(MARK + code + ":" + Folding.fold(stem)));
        }
        return List.copyOf(stems);
    }

    private static List<String> languages(String folded, String language) {
        if (Folding.isCyrillic(folded)) {
            boolean russianOnly = language.equals("ru") && !Folding.hasKazakh(folded);
            return russianOnly ? List.of("ru") : CYRILLIC;
        }
        if (!Folding.isLatin(folded)) {
            return List.of();
        }
        return LATIN.contains(language) ? List.of(language) : LATIN;
    }

    private static Function<String, Set<String>> one(UnaryOperator<String> stemmer) {
        return word -> Set.of(stemmer.apply(word));
    }

    private static UnaryOperator<String> snowball(SnowballStemmer stemmer) {
        return word -> {
            stemmer.setCurrent(word);
            stemmer.stem();
            return stemmer.getCurrent();
        };
    }

    private static UnaryOperator<String> filtering(Function<TokenStream, TokenStream> filter) {
        OneWord source = new OneWord();
        TokenStream stemming = filter.apply(source);
        CharTermAttribute term = stemming.getAttribute(CharTermAttribute.class);
        return word -> {
            source.give(word);
            try {
                return stemming.incrementToken() ? term.toString() : word;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** A stream of one word, again and again. */
    private static final class OneWord extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private String word = "";

        void give(String newWord) {
            word = newWord;
        }

        @Override
        public boolean incrementToken() {
            clearAttributes();
            term.append(word);
            return true;
        }
    }
}
