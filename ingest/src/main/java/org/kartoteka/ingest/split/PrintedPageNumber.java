package org.kartoteka.ingest.split;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page number that is printed at the foot or the head of a page. */
final class PrintedPageNumber {
    private static final int FOOT_LINES = 3;
    private static final int HEAD_LINES = 2;
    private static final int LINE_LENGTH_MAX = 40;
    private static final String PAGE =
            "(?:page|p\\.|pg\\.|lapa|lpp\\.?|lappuse|puslapis|psl\\.?|strana|str\\.?|с\\.|стр\\.?|страница|лист|бет|бб\\.)";
    private static final String OF = "(?:/|of|no|iš|z|ze|из)";

    /** From the surest form to the barest. */
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("(?<![\\p{L}\\p{N}])" + PAGE + "\\s*(\\d{1,4})(?!\\p{N})"),
            Pattern.compile("^\\D{0,3}(\\d{1,4})\\s*" + OF + "\\s*\\d{1,4}\\D{0,3}$"),
            Pattern.compile("(?<![\\p{N}.,/-])(\\d{1,4})\\s*\\.?-?\\s*" + PAGE + "(?!\\p{L})"),
            Pattern.compile("^[\\s\\p{Pd}|.]*(\\d{1,4})[\\s\\p{Pd}|.]*$"));

    private PrintedPageNumber() {}

    /** The number; empty where none is found, or what is found can be none. */
    static OptionalInt of(String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        List<String> foot = lines.subList(Math.max(0, lines.size() - FOOT_LINES), lines.size())
                .reversed();
        List<String> head = lines.subList(0, Math.min(HEAD_LINES, lines.size()));
        for (Pattern form : FORMS) {
            OptionalInt found = Stream.concat(foot.stream(), head.stream())
                    .filter(line -> line.length() <= LINE_LENGTH_MAX)
                    .map(line -> form.matcher(line.toLowerCase(java.util.Locale.ROOT)))
                    .filter(Matcher::find)
                    .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                    .filter(number -> number >= 1 && number <= 2_000)
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalInt.empty();
    }
}
