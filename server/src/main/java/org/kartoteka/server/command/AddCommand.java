package org.kartoteka.server.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kartoteka.server.config.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Hands files to the running service. */
@Command(
        name = "add",
        description = "Hands files to the archive and says what became of each.",
        mixinStandardHelpOptions = true)
public final class AddCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to archive.")
    private List<Path> files = List.of();

    @Option(names = "--channel", defaultValue = "upload", description = "How it arrived (default: ${DEFAULT-VALUE}).")
    private String channel = "upload";

    @Option(names = "--language", description = "A hint: lv, lt, cs, ru, kk or en.")
    private @Nullable String language;

    @Option(names = "--type", description = "A hint: a document type, such as complaint.")
    private @Nullable String type;

    @Option(names = "--case", paramLabel = "REFERENCE", description = "The case file it belongs to.")
    private @Nullable String caseReference;

    @Override
    public Integer call() throws Exception {
        ApiClient client = ApiClient.of(data.folder());
        int failed = 0;
        for (Path file : files) {
            try {
                System.out.println(file + ": " + add(client, file));
            } catch (UserError e) {
                System.err.println("kartoteka: " + file + ": " + e.getMessage());
                failed++;
            }
        }
        return failed == 0 ? 0 : 1;
    }

    private String add(ApiClient client, Path file) throws Exception {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UserError("there is no such file, or it cannot be read");
        }
        JsonNode batch = client.upload(file, fields());
        String id = batch.path("id").asString();
        return switch (batch.path("state").asString()) {
            case "duplicate" ->
                "the same bytes are here already, as batch "
                        + batch.path("duplicateOf").asString() + " (recorded as " + id + ")";
            case "quarantined" ->
                "set aside: " + batch.path("reason").path("sentence").asString();
            default -> "captured as batch " + id;
        };
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("channel", channel);
        if (language != null) {
            fields.put("language", language);
        }
        if (type != null) {
            fields.put("type", type);
        }
        if (caseReference != null) {
            fields.put("case", caseReference);
        }
        return fields;
    }
}
