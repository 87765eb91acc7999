package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.kartoteka.ingest.field.NameText.NameToken;
import org.kartoteka.ingest.language.Folding;

/**
 * Words, or rows of words, to be recognised in a text; a star at the end of a word stands for any ending. One that is
 * written with capitals is met only with capitals: {@code AS} is a form of company, "as" is none.
 */
final class Phrases {
    /** Words as long as this may have one letter misread. */
    private static final int LONG_WORD = 8;

    private record Phrase(List<String> printed, List<String> folded) {}

    private final List<Phrase> phrases = new ArrayList<>();

    Phrases(Collection<String> texts) {
        for (String text : texts) {
            List<String> printed = List.of(text.strip().split("[\\s.]+"));
            phrases.add(new Phrase(printed, printed.stream().map(Folding::fold).toList()));
        }
    }

    static Phrases of(FieldRule rule, String key) {
        boolean byLanguage = rule.settings().path(key).isObject();
        List<String> all = new ArrayList<>(byLanguage ? List.of() : rule.texts(key));
        rule.textLists(key).values().forEach(all::addAll);
        return new Phrases(all);
    }

    /** Words of the longest phrase that begins at a word of the text; 0 if none does. */
    int at(NameText text, int index) {
        int longest = 0;
        for (Phrase phrase : phrases) {
            if (phrase.folded.size() > longest && matches(text, index, phrase)) {
                longest = phrase.folded.size();
            }
        }
        return longest;
    }

    /** Where the longest phrase begins that ends at a word of the text; -1 if none does. */
    int endingAt(NameText text, int index) {
        int longest = 0;
        for (Phrase phrase : phrases) {
            int count = phrase.folded.size();
            if (count > longest && index - count + 1 >= 0 && matches(text, index - count + 1, phrase)) {
                longest = count;
            }
        }
        return longest == 0 ? -1 : index - longest + 1;
    }

    private static boolean matches(NameText text, int index, Phrase phrase) {
        if (index + phrase.folded.size() > text.size()) {
            return false;
        }
        for (int i = 0; i < phrase.folded.size(); i++) {
            NameToken token = text.get(index + i);
            if (!same(token.folded(), phrase.folded.get(i)) || !capitalsFit(token.text(), phrase.printed.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(String word, String phrase) {
        if (phrase.endsWith("*")) {
            return word.startsWith(phrase.substring(0, phrase.length() - 1));
        }
        boolean nearly = phrase.length() >= LONG_WORD
                && word.length() >= LONG_WORD
                && word.charAt(0) == phrase.charAt(0)
                && Tokens.distance(word, phrase, 1) <= 1;
        return word.equals(phrase) || nearly || (phrase.equals("o") && word.equals("0"));
    }

    private static boolean capitalsFit(String word, String printed) {
        for (int i = 0; i < Math.min(2, Math.min(word.length(), printed.length())); i++) {
            if (Character.isUpperCase(printed.charAt(i)) && !Character.isUpperCase(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
