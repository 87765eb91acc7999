package org.kartoteka.analysis;

import java.util.List;

/**
 * A word of a text and the terms it is found by.
 *
 * @param start of the word in the text, in chars
 * @param end behind its last char
 * @param folded the word itself; also the first of the terms
 */
public record Token(int start, int end, String folded, List<Term> terms) {
    public Token {
        terms = List.copyOf(terms);
    }

    /**
     * A term that begins at this word.
     *
     * @param span how many words it takes, from 1: a number printed in pieces takes several
     */
    public record Term(String text, int span) {}
}
