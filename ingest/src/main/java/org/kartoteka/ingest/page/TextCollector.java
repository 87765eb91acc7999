package org.kartoteka.ingest.page;

import java.util.Locale;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Turns a parser's XHTML into plain text: a line for each paragraph and table row, a tab between cells. */
final class TextCollector extends DefaultHandler {
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "li",
            "tr",
            "table",
            "ul",
            "ol",
            "blockquote",
            "pre",
            "hr",
            "section",
            "article",
            "header",
            "footer",
            "address",
            "dt",
            "dd",
            "caption");
    private static final Set<String> PARAGRAPHS = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol");

    private final int lengthMax;
    private final boolean keepsLineEnds;
    private final StringBuilder text = new StringBuilder();
    private int headDepth;
    private int cellDepth;
    private int preDepth;
    private boolean cellPending;
    private boolean full;

    /** @param keepsLineEnds whether a line end among the characters is a line break of the author's, not of the file's */
    TextCollector(int lengthMax, boolean keepsLineEnds) {
        this.lengthMax = lengthMax;
        this.keepsLineEnds = keepsLineEnds;
    }

    boolean isFull() {
        return full;
    }

    String text() {
        return text.toString().strip();
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        String name = localName.toLowerCase(Locale.ROOT);
        switch (name) {
            case "head", "script", "style", "title" -> headDepth++;
            case "td", "th" -> {
                if (cellPending) {
                    trimLine();
                    text.append('\t');
                }
                cellPending = true;
                cellDepth++;
            }
            case "tr" -> {
                endLine();
                cellPending = false;
            }
            case "br" -> text.append(cellDepth > 0 ? ' ' : '\n');
            case "pre" -> preDepth++;
            default -> startBlock(name);
        }
    }

    private void startBlock(String name) {
        if (!BLOCKS.contains(name)) {
            return;
        }
        if (cellDepth == 0) {
            endLine();
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        String name = localName.toLowerCase(Locale.ROOT);
        switch (name) {
            case "head", "script", "style", "title" -> headDepth--;
            case "td", "th" -> cellDepth--;
            case "pre" -> preDepth--;
            case "tr" -> {
                cellPending = false;
                endLine();
            }
            default -> endBlock(name);
        }
    }

    private void endBlock(String name) {
        if (!BLOCKS.contains(name)) {
            return;
        }
        if (cellDepth > 0) {
            space();
            return;
        }
        endLine();
        int length = text.length();
        boolean spaced = length < 2 || text.charAt(length - 2) == '\n';
        if (PARAGRAPHS.contains(name) && !spaced) {
            text.append('\n');
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        if (headDepth > 0) {
            return;
        }
        for (int i = start; i < start + length; i++) {
            char c = characters[i];
            boolean lineEnd = c == '\n' && keepsLineEnds && cellDepth == 0;
            boolean keep = lineEnd || (preDepth > 0 && (c == '\n' || c == '\t'));
            boolean stop = c == '\t' && cellDepth == 0 && !isLineStart();
            if (keep || stop) {
                text.append(c);
            } else if (Character.isWhitespace(c)) {
                space();
            } else {
                text.append(c);
            }
        }
        if (text.length() > lengthMax) {
            full = true;
            throw new SAXException("text is longer than allowed");
        }
    }

    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) throws SAXException {
        // Parsers put their own line ends here; ours come from the elements.
    }

    private boolean isLineStart() {
        return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
    }

    private void space() {
        if (!isLineStart() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            text.append(' ');
        }
    }

    private void trimLine() {
        while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
    }

    private void endLine() {
        trimLine();
        if (!isLineStart()) {
            text.append('\n');
        }
    }
}
