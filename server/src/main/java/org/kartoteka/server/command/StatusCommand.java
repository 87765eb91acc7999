package org.kartoteka.server.command;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows how the service stands. */
@Command(
        name = "status",
        description = "What came in today, what waits and since when, and what was refused and why.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--json", description = "Print the answers as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        ApiClient client = ApiClient.of(data.folder());
        JsonNode status = client.get("/api/v1/status");
        JsonNode intake = client.get("/api/v1/intake/balance");
        if (json) {
            System.out.println(status.toPrettyString());
            System.out.println(intake.toPrettyString());
        } else {
            print(client.base(), status, intake, System.out);
        }
        return 0;
    }

    private static void print(String base, JsonNode status, JsonNode intake, PrintStream out) {
        out.printf(Locale.ROOT, "Kartoteka %s at %s%n", status.path("version").asString(), base);
        out.printf(
                Locale.ROOT,
                "documents in the index  %s%n",
                status.path("documentsIndexed").asString("unknown: the search engine cannot answer"));
        if (status.path("rebuild").isObject()) {
            out.printf(
                    Locale.ROOT,
                    "the index is rebuilt    %d documents so far%n",
                    status.path("rebuild").path("documents").asLong());
        }
        queue("waiting to be read    ", status.path("reading"), out);
        queue("waiting to be indexed ", status.path("indexing"), out);
        int sides = status.path("sidesWaiting").asInt(0);
        if (sides > 0) {
            out.printf(Locale.ROOT, "waiting for other side  %d%n", sides);
        }

        int deadLetters = status.path("deadLetters").asInt(0);
        if (deadLetters > 0) {
            out.printf(
                    Locale.ROOT,
                    "failed again and again  %d: see the log, and offer them again with 'retry'%n",
                    deadLetters);
        }

        out.printf(
                Locale.ROOT,
                "%n%-32s %8s %9s %10s %12s %8s%n",
                intake.path("day").asString(),
                "seen",
                "archived",
                "duplicate",
                "quarantined",
                "waiting");
        for (JsonNode folder : intake.path("folders")) {
            row(
                    folder.path("folder").asString(),
                    folder.path("counts").isMissingNode() ? folder : folder.path("counts"),
                    out);
        }
        row("all folders", intake.path("total"), out);

        for (JsonNode file : intake.path("waiting")) {
            out.printf(
                    Locale.ROOT,
                    "%nwaiting  %s/%s%n         %s%s%n",
                    TerminalText.clean(file.path("folder").asString()),
                    TerminalText.clean(file.path("fileName").asString()),
                    file.path("why").path("sentence").asString(),
                    file.path("until").asString("").isEmpty()
                            ? ""
                            : " Until " + file.path("until").asString() + ".");
        }
        for (JsonNode batch : intake.path("refused")) {
            out.printf(
                    Locale.ROOT,
                    "%nrefused  %s/%s%n         %s%n",
                    TerminalText.clean(batch.path("folder").asString()),
                    TerminalText.clean(batch.path("fileName").asString()),
                    batch.path("reason").path("sentence").asString());
        }
    }

    private static void queue(String title, JsonNode queue, PrintStream out) {
        String since = queue.path("oldestSince").asString("");
        out.printf(
                Locale.ROOT,
                "%s  %d%s%s%n",
                title,
                queue.path("waiting").asInt(),
                queue.path("more").asBoolean() ? " or more" : "",
                since.isEmpty() ? "" : ", the oldest since " + since);
    }

    private static void row(String title, JsonNode counts, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-32s %8d %9d %10d %12d %8d%n",
                TerminalText.clean(title),
                counts.path("seen").asLong(),
                counts.path("archived").asLong(),
                counts.path("duplicate").asLong(),
                counts.path("quarantined").asLong(),
                counts.path("waiting").asLong());
    }
}
