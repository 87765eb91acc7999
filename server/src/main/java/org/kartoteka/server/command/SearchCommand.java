package org.kartoteka.server.command;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Searches the running service. */
@Command(
        name = "search",
        description = {
            "Finds documents by any word, name or number.",
            "Words, \"phrases\", -excluded, prefix*, type:complaint, language:lv, channel:fax, case:L-2001-004512, date:2001-10..2001-12"
        },
        mixinStandardHelpOptions = true)
public final class SearchCommand implements Callable<Integer> {
    private static final String MARK = "\u001B[1;33m";
    private static final String PLAIN = "\u001B[0m";

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(arity = "1..*", paramLabel = "WORDS", description = "What to look for.")
    private List<String> words = List.of();

    @Option(names = "--limit", defaultValue = "10", description = "How many hits to show (default: ${DEFAULT-VALUE}).")
    private int limit = 10;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        JsonNode answer = ApiClient.of(data.folder()).search(String.join(" ", words), limit);
        if (json) {
            System.out.println(answer.toPrettyString());
        } else {
            print(answer, System.out);
        }
        return answer.path("total").asLong() > 0 ? 0 : 1;
    }

    /** Shows hits for people. */
    static void print(JsonNode answer, PrintStream out) {
        long total = answer.path("total").asLong();
        out.println(total == 0 ? "nothing found" : total == 1 ? "1 document" : total + " documents");
        if (!answer.path("complete").asBoolean(true)) {
            out.println("the search took too long and was stopped: there may be more; type more words");
        }
        if (answer.has("instead")) {
            out.println("nothing matches exactly what was typed; these come close");
            for (JsonNode term : answer.path("instead").path("leftOut")) {
                out.println("left out: " + TerminalText.clean(term.path("text").asString()));
            }
        }
        boolean colour = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        for (JsonNode hit : answer.path("hits")) {
            out.printf(
                    Locale.ROOT,
                    "%n%s  %s  %s  %s%n",
                    hit.path("document").asString(),
                    TerminalText.clean(hit.path("type").asString()),
                    joined(hit.path("languages")),
                    TerminalText.clean(hit.path("fileName").asString()));
            for (JsonNode snippet : hit.path("snippets")) {
                out.printf(
                        Locale.ROOT,
                        "  p. %d  %s%n",
                        snippet.path("page").asInt(),
                        text(snippet.path("pieces"), colour));
            }
        }
    }

    private static String text(JsonNode pieces, boolean colour) {
        StringBuilder text = new StringBuilder();
        for (JsonNode piece : pieces) {
            boolean marked = piece.path("marked").asBoolean();
            String open = colour ? MARK : "[";
            String close = colour ? PLAIN : "]";
            String clean = TerminalText.clean(piece.path("text").asString());
            text.append(marked ? open + clean + close : clean);
        }
        return text.toString();
    }

    private static String joined(JsonNode list) {
        StringBuilder text = new StringBuilder();
        for (JsonNode item : list) {
            text.append(text.isEmpty() ? "" : ",").append(item.asString());
        }
        return text.toString();
    }
}
