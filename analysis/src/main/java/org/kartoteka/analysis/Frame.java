package org.kartoteka.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is sent as one text to an engine whose analysis runs elsewhere: a document's sections, the terms of a query, or a
 * probe.
 *
 * <p>Every text is preceded by its length, so that whatever it contains is data. It is made {@link WellFormed}.
 */
public sealed interface Frame {
    /** No text of ours begins so by accident. */
    String START = "\u0002kartoteka ";

    /** The texts of a document. */
    record Sections(List<Section> sections) implements Frame {
        public Sections {
            sections = List.copyOf(sections);
        }
    }

    /** Terms as they stand in the index: at each place any of them. */
    record Terms(List<List<String>> places) implements Frame {
        public Terms {
            places = places.stream().map(List::copyOf).toList();
        }
    }

    /** Is analysed into one term, {@link #PROBE_TERM}. */
    record Probe() implements Frame {}

    /** Tells the version of the analysis that gives it. */
    String PROBE_TERM = "kartoteka:" + SearchSchema.VERSION;

    /** As one text. */
    static String write(Frame frame) {
        StringBuilder text = new StringBuilder(START);
        switch (frame) {
            case Sections(List<Section> sections) -> {
                text.append("sections\n");
                sections.forEach(section -> Format.write(section, text));
            }
            case Terms(List<List<String>> places) -> {
                text.append("terms\n");
                for (int place = 0; place < places.size(); place++) {
                    for (String term : places.get(place)) {
                        Format.write(new Section(place, 1, Format.NO_LANGUAGE, term), text);
                    }
                }
            }
            case Probe probe -> text.append("probe\n");
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException the text is no frame, or one that was damaged on the way */
    static Frame read(String text) {
        if (!text.startsWith(START)) {
            throw new IllegalArgumentException("text is not framed for this analysis");
        }
        int line = text.indexOf('\n');
        String kind = line < 0 ? "" : text.substring(START.length(), line);
        return switch (kind) {
            case "sections" -> new Sections(Format.read(text, line + 1));
            case "terms" -> new Terms(places(Format.read(text, line + 1)));
            case "probe" -> new Probe();
            default -> throw new IllegalArgumentException("frame is of an unknown kind");
        };
    }

    private static List<List<String>> places(List<Section> sections) {
        List<List<String>> places = new ArrayList<>();
        for (Section section : sections) {
            if (section.position() == places.size()) {
                places.add(new ArrayList<>());
            } else if (section.position() != places.size() - 1) {
                throw new IllegalArgumentException("frame has its places out of order");
            }
            places.getLast().add(section.text());
        }
        return places;
    }

    /** Writes and reads sections: {@code <position> <limit> <language> <chars>}, a line feed, the text, a line feed. */
    final class Format {
        static final String NO_LANGUAGE = "und";
        private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,8}");
        private static final Pattern HEAD = Pattern.compile("(\\d{1,10}) (\\d{1,10}) ([a-z]{2,8}) (\\d{1,10})");
        private static final int HEAD_CHARS_MAX = 50;

        private Format() {}

        static void write(Section section, StringBuilder target) {
            String language = LANGUAGE.matcher(section.language()).matches() ? section.language() : NO_LANGUAGE;
            target.append(section.position())
                    .append(' ')
                    .append(section.limit())
                    .append(' ')
                    .append(language)
                    .append(' ')
                    .append(section.text().length())
                    .append('\n');
            target.append(WellFormed.text(section.text()));
            target.append('\n');
        }

        static List<Section> read(String text, int from) {
            List<Section> sections = new ArrayList<>();
            int at = from;
            while (at < text.length()) {
                int line = text.indexOf('\n', at);
                Matcher head = HEAD.matcher(line < 0 || line - at > HEAD_CHARS_MAX ? "" : text.substring(at, line));
                if (!head.matches()) {
                    throw new IllegalArgumentException("frame is damaged at char " + at);
                }
                long end = line + 1 + Long.parseLong(head.group(4));
                if (end >= text.length() || text.charAt((int) end) != '\n') {
                    throw new IllegalArgumentException("frame is cut off or damaged at char " + at);
                }
                sections.add(new Section(
                        Integer.parseInt(head.group(1)),
                        Integer.parseInt(head.group(2)),
                        head.group(3),
                        text.substring(line + 1, (int) end)));
                at = (int) end + 1;
            }
            return sections;
        }
    }
}
