package org.kartoteka.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.wiring.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the service, drops the sample scans into its inbox, and shows that they are found. */
@Command(
        name = "demo",
        description = "Starts with sample scans and shows a few searches.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private static final Duration READING_MAX = Duration.ofMinutes(10);
    /** Words printed on the samples, one per language. */
    private static final List<String> SEARCHES =
            List.of("līgums", "sutartis", "smlouva", "договор", "шарт", "invoice", "type:complaint");

    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() throws Exception {
        DataFolder folder = data.folder("demo");
        Path samples = DataOption.programRoot().resolve("ocr-models/samples");
        try (Service service = Service.start(folder, DataOption.programRoot())) {
            System.out.println(service.greeting());
            ApiClient client = ApiClient.ofOwn(folder);
            long before = client.seen();
            int dropped = drop(samples, service.inbox().resolve("demo"));
            System.out.printf(Locale.ROOT, "Dropped %d sample scans into the inbox; reading them ...%n", dropped);
            client.awaitIdle(
                    before + dropped,
                    READING_MAX,
                    waiting -> System.out.printf(Locale.ROOT, "  %d waiting%n", waiting));
            for (String words : SEARCHES) {
                System.out.printf(Locale.ROOT, "%n$ ./kartoteka search --data %s '%s'%n", folder.root(), words);
                SearchCommand.print(client.search(words, 5), System.out);
            }
            System.out.println();
            System.out.println(service.greeting());
            service.awaitStop();
        }
        return 0;
    }

    private static int drop(Path samples, Path inbox) throws IOException {
        Files.createDirectories(inbox);
        List<Path> scans;
        try (Stream<Path> files = Files.list(samples)) {
            scans = files.filter(DemoCommand::isScan).sorted().toList();
        }
        for (Path scan : scans) {
            Path hidden = inbox.resolve("." + scan.getFileName() + ".part");
            Files.copy(scan, hidden, StandardCopyOption.REPLACE_EXISTING);
            Files.move(hidden, inbox.resolve(scan.getFileName().toString()), StandardCopyOption.ATOMIC_MOVE);
        }
        return scans.size();
    }

    private static boolean isScan(Path file) {
        String name = file.getFileName().toString();
        return !name.endsWith(".truth.json") && !name.endsWith(".md");
    }
}
