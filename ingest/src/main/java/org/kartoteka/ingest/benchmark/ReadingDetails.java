package org.kartoteka.ingest.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kartoteka.ingest.ComposeResult.Composed;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.benchmark.KnownScan.KnownDocument;
import org.kartoteka.ingest.benchmark.KnownScan.KnownPage;
import tools.jackson.databind.json.JsonMapper;

/** What was read and what should have been, a file for each page and document, for whoever looks for the reason of an error. */
final class ReadingDetails {
    private final Path folder;
    private final JsonMapper json = new JsonMapper();

    ReadingDetails(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    void page(KnownScan scan, KnownPage known, PageRead read) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(
                "characterErrorRate",
                Scores.better(known, read.text()).characters().rate());
        values.put("degradation", scan.degradation());
        values.put("truth", known);
        values.put("read", read);
        write("%s-%03d.page.json".formatted(scan.file().getFileName(), known.number()), values);
    }

    void document(KnownScan scan, KnownDocument known, Composed composed) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("truth", known);
        values.put("understood", composed);
        int first = known.pages().isEmpty() ? 0 : known.pages().getFirst();
        write("%s-%03d.document.json".formatted(scan.file().getFileName(), first), values);
    }

    void division(KnownScan scan, List<List<Integer>> found) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("truth", scan.documents().stream().map(KnownDocument::pages).toList());
        values.put("found", found);
        write(scan.file().getFileName() + ".division.json", values);
    }

    private void write(String name, Map<String, Object> values) throws IOException {
        Files.writeString(
                folder.resolve(name), json.writerWithDefaultPrettyPrinter().writeValueAsString(values));
    }
}
