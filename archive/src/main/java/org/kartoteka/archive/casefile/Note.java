package org.kartoteka.archive.casefile;

/**
 * What a person wrote about a matter. Personal, so it lies in an object of its own beside the chain.
 *
 * @param text one or several lines
 */
public record Note(String text) {
    public static final int LENGTH_MAX = 4_000;

    /** @throws InvalidCaseFile it is empty or too long */
    public Note {
        text = Texts.lines(text);
        if (text.isEmpty()) {
            throw new InvalidCaseFile("note", "there is nothing in it");
        }
        if (text.length() > LENGTH_MAX) {
            throw new InvalidCaseFile("note", "it has more than " + LENGTH_MAX + " characters");
        }
    }
}
