package org.kartoteka.archive.likeness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kartoteka.archive.rendition.PageText;

/** What is written on some pages, whatever the order in which it was read. */
final class Wording {
    /** Beyond so many words, in reading order, nothing is looked at. */
    private static final int TOKENS_MAX = 6_000;

    private static final int WORD_LENGTH_MIN = 3;

    private final List<Token> tokens;
    private final Map<String, Integer> words = new HashMap<>();
    private final Map<String, Token> tellingWords = new LinkedHashMap<>();
    private final Map<String, Token> tellingNumbers = new LinkedHashMap<>();

    private Wording(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
        for (Token token : tokens) {
            if (!token.numeric() && token.text().length() >= WORD_LENGTH_MIN) {
                words.merge(token.text(), 1, Integer::sum);
            }
            if (token.telling()) {
                (token.numeric() ? tellingNumbers : tellingWords)
                        .merge(token.text(), token, (a, b) -> a.confidence() >= b.confidence() ? a : b);
            }
        }
    }

    static Wording of(List<PageText> pages) {
        List<Token> tokens = new ArrayList<>();
        for (PageText page : pages) {
            if (page.words().isEmpty()) {
                for (String word : page.text().split("\\s+")) {
                    add(tokens, Token.of(word, page.confidence()));
                }
            }
            for (PageText.Word word : page.words()) {
                add(tokens, Token.of(word.text(), word.confidence()));
            }
        }
        return new Wording(tokens);
    }

    private static void add(List<Token> tokens, Token token) {
        if (!token.text().isEmpty() && tokens.size() < TOKENS_MAX) {
            tokens.add(token);
        }
    }

    /** How many words were read with at least this confidence. */
    int wordsReadWith(double confidence) {
        return (int) tokens.stream()
                .filter(token -> !token.numeric()
                        && token.text().length() >= WORD_LENGTH_MIN
                        && token.confidence() >= confidence)
                .count();
    }

    /** Neighbouring words that were read with at least this confidence, two and two. */
    Set<String> pairs(double confidence) {
        Set<String> pairs = new LinkedHashSet<>();
        String before = "";
        for (Token token : tokens) {
            if (token.confidence() < confidence) {
                before = "";
                continue;
            }
            if (!before.isEmpty()) {
                pairs.add(before + ' ' + token.text());
            }
            before = token.text();
        }
        return pairs;
    }

    Collection<Token> tellingWords() {
        return tellingWords.values();
    }

    Collection<Token> tellingNumbers() {
        return tellingNumbers.values();
    }

    /** Share of the words of both that both have, 0 to 1; nearly the same word counts as the same. */
    double sharedWith(Wording other) {
        Map<String, Integer> here = new HashMap<>(words);
        Map<String, Integer> there = new HashMap<>(other.words);
        int all = count(here) + count(there);
        int shared = 0;
        for (Map.Entry<String, Integer> word : words.entrySet()) {
            int both = Math.min(word.getValue(), there.getOrDefault(word.getKey(), 0));
            shared += 2 * both;
            here.merge(word.getKey(), -both, Integer::sum);
            there.merge(word.getKey(), -both, Integer::sum);
        }
        if (all == 0 || shared * 2 < all) {
            // So much misread that near words would prove nothing; this bounds the work below, too.
            return all == 0 ? 0 : (double) shared / all;
        }
        return (double) (shared + 2 * nearlyShared(left(here), left(there))) / all;
    }

    private static int count(Map<String, Integer> words) {
        return words.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static List<String> left(Map<String, Integer> words) {
        List<String> left = new ArrayList<>();
        words.forEach((word, times) -> {
            for (int i = 0; i < times; i++) {
                left.add(word);
            }
        });
        left.sort(null);
        return left;
    }

    private static int nearlyShared(List<String> here, List<String> there) {
        int shared = 0;
        for (String word : here) {
            for (int i = 0; i < there.size(); i++) {
                if (Edits.few(word, there.get(i))) {
                    there.remove(i);
                    shared++;
                    break;
                }
            }
        }
        return shared;
    }
}
