package org.kartoteka.server.command;

/** Text from outside, made fit for a terminal: it is data, and must not control anything. */
final class TerminalText {
    private TerminalText() {}

    /** The text with every control and formatting character shown as a space. */
    static String clean(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]+", " ");
    }
}
