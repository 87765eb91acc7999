package org.kartoteka.server.lucene.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kartoteka.server.lucene.analysis.Words.Word;

/**
 * Turns a text into words with the terms each is found by: the folded word; its stems ({@code ~lv:ligum}); numbers in
 * their one spelling ({@code #52990174}), also where they are printed in pieces; dates ({@code @2001-09-17}); and words
 * divided at the end of a line.
 *
 * <p>Deterministic; the same for indexing, searching and marking. Not for several threads at once.
 */
public final class TextAnalysis {
    private final Stems stems = new Stems();

    /**
     * The words in order.
     *
     * @param language ISO 639-1; {@code und} or an unknown one: words are stemmed in all languages of their script
     */
    public List<Token> analyse(String text, String language) {
        List<Word> words = Words.of(text);
        List<Token> tokens = new ArrayList<>(words.size());
        for (int i = 0; i < words.size(); i++) {
            tokens.add(token(i, words, text, language));
        }
        return tokens;
    }

    private Token token(int index, List<Word> words, String text, String language) {
        Word word = words.get(index);
        String folded = word.folded();
        Map<String, Integer> terms = new LinkedHashMap<>();
        terms.put(folded, 1);
        if (!word.numeric()) {
            stems.of(word.text(), language).forEach(stem -> terms.putIfAbsent(stem, 1));
        }
        Numbers.at(index, words, text, terms::putIfAbsent);
        Dates.at(index, words, text, terms::putIfAbsent);
        if (index + 1 < words.size() && isDivided(word, words.get(index + 1), text)) {
            String whole = word.text() + words.get(index + 1).text();
            terms.putIfAbsent(Folding.fold(whole), 2);
            stems.of(whole, language).forEach(stem -> terms.putIfAbsent(stem, 2));
        }
        List<Token.Term> list = new ArrayList<>(terms.size());
        terms.forEach((term, span) -> list.add(new Token.Term(term, span)));
        return new Token(word.start(), word.end(), folded, list);
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
