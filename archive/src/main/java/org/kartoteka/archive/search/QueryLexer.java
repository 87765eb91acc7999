package org.kartoteka.archive.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts typed text into pieces at blanks, quotes and known field names. */
final class QueryLexer {
    static final int TEXT_MAX = 2_000;
    private static final int WORD_MAX = 100;
    private static final int LETTERS_IN_NUMBER_MAX = 4;
    private static final String OPENING = "\"“„«”";
    private static final String CLOSING = "\"”“»«";
    private static final Set<String> FIELDS = Set.of(
            "type", "language", "lang", "channel", "case", "date", "phone", "contract", "customer", "invoice", "name");

    private final String text;
    private final List<Piece> pieces = new ArrayList<>();
    private int at;

    private QueryLexer(String text) {
        this.text = text;
    }

    /**
     * One piece.
     *
     * @param field a known field's name in lower case, or empty
     * @param quoted it stood in quotes
     */
    record Piece(boolean negated, String field, String text, boolean quoted) {}

    static List<Piece> pieces(String text) {
        String head = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
        return new QueryLexer(cleaned(head)).read();
    }

    /** NFC, with control characters and lone surrogates as blanks and without invisible ones. */
    private static String cleaned(String raw) {
        StringBuilder clean = new StringBuilder(raw.length());
        raw.codePoints().forEach(c -> {
            int kind = Character.getType(c);
            if (kind == Character.SURROGATE || kind == Character.CONTROL || Character.isSpaceChar(c)) {
                clean.append(' ');
            } else if (kind != Character.FORMAT) {
                clean.appendCodePoint(c);
            }
        });
        return Normalizer.normalize(clean, Normalizer.Form.NFC);
    }

    private List<Piece> read() {
        while (skipBlanks()) {
            boolean negated = text.charAt(at) == '-' && at + 1 < text.length() && text.charAt(at + 1) != ' ';
            if (negated) {
                at++;
            }
            if (!readQuoted(negated, "")) {
                readWord(negated);
            }
        }
        return pieces;
    }

    private boolean skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length();
    }

    /** Reads a phrase in quotes; without a closing quote there is none, and the quote is skipped. */
    private boolean readQuoted(boolean negated, String field) {
        int kind = OPENING.indexOf(text.charAt(at));
        if (kind < 0) {
            return false;
        }
        at++;
        int end = at;
        while (end < text.length() && CLOSING.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        if (end == text.length()) {
            return false;
        }
        pieces.add(new Piece(negated, field, text.substring(at, end), true));
        at = end + 1;
        return true;
    }

    private void readWord(boolean negated) {
        int start = at;
        while (at < text.length() && text.charAt(at) != ' ' && OPENING.indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == ':' && isField(text.substring(start, at))) {
                readValue(negated, text.substring(start, at).toLowerCase(Locale.ROOT));
                return;
            }
            at++;
        }
        addWord(negated, "", start);
    }

    private static boolean isField(String name) {
        return FIELDS.contains(name.toLowerCase(Locale.ROOT));
    }

    private void readValue(boolean negated, String field) {
        at++;
        if (!skipBlanks()) {
            pieces.add(new Piece(negated, "", field, false));
            return;
        }
        if (readQuoted(negated, field)) {
            return;
        }
        int start = at;
        while (at < text.length() && text.charAt(at) != ' ' && OPENING.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        addWord(negated, field, start);
    }

    private void addWord(boolean negated, String field, int start) {
        int end = Math.min(at, start + WORD_MAX);
        if (end > start && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        if (end > start) {
            pieces.add(new Piece(negated, field, text.substring(start, end), false));
        }
    }

    /** Without punctuation at its ends; a plus before digits and an opening bracket of a dialling code stay. */
    static String stripped(String word) {
        int start = 0;
        int end = word.length();
        while (start < end && !isInner(word.codePointAt(start)) && !opensNumber(word, start)) {
            start += Character.charCount(word.codePointAt(start));
        }
        while (end > start && !isInner(word.codePointBefore(end))) {
            end -= Character.charCount(word.codePointBefore(end));
        }
        return word.substring(start, end);
    }

    private static boolean opensNumber(String word, int at) {
        boolean opener = word.charAt(at) == '+' || word.charAt(at) == '(';
        return opener && at + 1 < word.length() && "+(0123456789".indexOf(word.charAt(at + 1)) >= 0;
    }

    private static boolean isInner(int c) {
        return Character.isLetterOrDigit(c) || isMark(c);
    }

    private static boolean isMark(int c) {
        int kind = Character.getType(c);
        return kind == Character.NON_SPACING_MARK || kind == Character.COMBINING_SPACING_MARK;
    }

    static boolean hasDigit(String text) {
        return digits(text) > 0;
    }

    static int digits(String text) {
        return (int) text.codePoints().filter(Character::isDigit).count();
    }

    /** Digits, with the marks phones are written with. */
    static boolean isDigits(String text) {
        return hasDigit(text) && text.codePoints().allMatch(c -> Character.isDigit(c) || "+-–—./()".indexOf(c) >= 0);
    }

    /** A digit, no more than a few letters in a row, and no mark that numbers do not have. */
    static boolean isNumber(String word) {
        int letters = 0;
        for (int c : word.codePoints().toArray()) {
            letters = Character.isLetter(c) ? letters + 1 : 0;
            boolean allowed = letters > 0 || Character.isDigit(c) || "+-–—./()#№,:'’|".indexOf(c) >= 0;
            if (!allowed || letters > LETTERS_IN_NUMBER_MAX) {
                return false;
            }
        }
        return hasDigit(word);
    }

    /** A year, or a whole date: never a part of a phone number. */
    static boolean isYearLike(String text) {
        return text.matches("(?:19|20)\\d\\d|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d{4}[-./]\\d{1,2}(?:[-./]\\d{1,2})?");
    }
}
