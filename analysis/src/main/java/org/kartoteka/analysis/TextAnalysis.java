package org.kartoteka.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kartoteka.analysis.Words.Word;

/**
 * Turns a text into words with the terms each is found by: the folded word; its stems ({@code ~lv:ligum}); its spelling in
 * another alphabet, where it may be a name ({@code ^c:seglova}); numbers in
 * their one spelling ({@code #52990174}), also where they are printed in pieces; dates ({@code @2001-09-17}); and words
 * divided at the end of a line.
 *
 * <p>Deterministic; the same for indexing, searching and marking. Not for several threads at once.
 */
public final class TextAnalysis {
    private static final Set<String> LANGUAGES = Set.of("lv", "lt", "cs", "en", "ru", "kk");
    private static final int WORDS_KNOWN_MAX = 20_000;

    private final Stems stems = new Stems();
    private final Known<Words.Facts> facts = new Known<>();
    private final Map<String, Known<List<Token.Term>>> wordTerms = new Known<>();

    /** The words met last: most words of a text were met before. */
    private static final class Known<T> extends LinkedHashMap<String, T> {
        private static final long serialVersionUID = 1L;

        Known() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > WORDS_KNOWN_MAX;
        }
    }

    /**
     * The words in order.
     *
     * @param language ISO 639-1; {@code und} or an unknown one: words are stemmed in all languages of their script
     */
    public List<Token> analyse(String text, String language) {
        List<Word> words = Words.of(text, word -> facts.computeIfAbsent(word, Words.Facts::of));
        String known = LANGUAGES.contains(language) ? language : "und";
        List<Token> tokens = new ArrayList<>(words.size());
        for (int i = 0; i < words.size(); i++) {
            tokens.add(token(i, words, text, known));
        }
        return tokens;
    }

    private Token token(int index, List<Word> words, String text, String language) {
        Word word = words.get(index);
        List<Token.Term> ofWord = wordTerms
                .computeIfAbsent(language, code -> new Known<>())
                .computeIfAbsent(word.text(), spelling -> wordTerms(word, language));
        Map<String, Integer> more = new LinkedHashMap<>();
        Numbers.at(index, words, text, more::putIfAbsent);
        Dates.at(index, words, text, more::putIfAbsent);
        if (index + 1 < words.size() && isDivided(word, words.get(index + 1), text)) {
            String whole = word.text() + words.get(index + 1).text();
            more.putIfAbsent(Folding.fold(whole), 2);
            stems.of(whole, language).forEach(stem -> more.putIfAbsent(stem, 2));
        }
        if (more.isEmpty()) {
            return new Token(word.start(), word.end(), word.facts().folded(), ofWord);
        }
        List<Token.Term> terms = new ArrayList<>(ofWord);
        more.forEach((term, span) -> terms.add(new Token.Term(term, span)));
        return new Token(word.start(), word.end(), word.facts().folded(), terms);
    }

    private List<Token.Term> wordTerms(Word word, String language) {
        List<Token.Term> terms = new ArrayList<>();
        terms.add(new Token.Term(word.facts().folded(), 1));
        if (!word.numeric()) {
            List<String> ofWord = stems.of(word.text(), language);
            ofWord.forEach(stem -> terms.add(new Token.Term(stem, 1)));
            Transliteration.printed(word.text(), ofWord).forEach(sounds -> terms.add(new Token.Term(sounds, 1)));
        }
        return List.copyOf(terms);
    }

    private static boolean isDivided(Word left, Word right, String text) {
        int gap = right.start() - left.end();
        if (gap < 2 || gap > 6 || left.numeric() || right.numeric()) {
            return false;
        }
        char hyphen = text.charAt(left.end());
        String rest = text.substring(left.end() + 1, right.start());
        return (hyphen == '-' || hyphen == '¬' || hyphen == '\u00ad' || hyphen == '‐')
                && rest.isBlank()
                && rest.indexOf('\n') >= 0
                && Character.isLowerCase(text.codePointAt(right.start()));
    }
}
