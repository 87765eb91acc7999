package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.server.benchmark.ServiceProcess;
import tools.jackson.databind.JsonNode;

/**
 * A stack of several letters, scanned by a scanner that sees one side: its separators are on the fronts, its letters on the
 * backs. The service dies while the fronts wait for them.
 */
final class TwoPassesTest {
    private static final Duration READING_MAX = Duration.ofMinutes(3);
    private static final String SCAN = "batch-04.tif";

    @TempDir
    Path folder;

    @Test
    void twoPassesBecomeTheLettersOfTheStack() throws IOException {
        Path data = folder.resolve("data");
        ServiceProcess.prepare(data, "intake.stable-milliseconds=300");
        byte[] fronts = pass(1, 3, 5, 7);
        byte[] backs = pass(8, 6, 4, 2);
        try (ServiceProcess service = ServiceProcess.launch(data)) {
            RestCaller rest = new RestCaller(service.awaitReady(), data);
            drop(service, "stack12-odd.tif", fronts);
            service.await("the fronts to wait", READING_MAX, () -> waiting(rest).size() == 1);
            assertThat(waiting(rest).getFirst().path("fileName").asString()).isEqualTo("stack12-odd.tif");
            assertThat(waiting(rest).getFirst().path("why").path("code").asString())
                    .isEqualTo("EVEN_SIDE");
            assertThat(rest.json("/api/v1/status").path("sidesWaiting").asInt()).isEqualTo(1);
            service.kill();
        }
        try (ServiceProcess service = ServiceProcess.launch(data)) {
            RestCaller rest = new RestCaller(service.awaitReady(), data);
            drop(service, "STACK12 pāra.tif", backs);
            service.await("both passes to be archived", READING_MAX, () -> archived(rest) == 2);
            assertStackIsWhole(rest, fronts, backs);
        }
    }

    private static void assertStackIsWhole(RestCaller rest, byte[] fronts, byte[] backs) {
        JsonNode total = rest.json("/api/v1/intake/balance").path("total");
        assertThat(total.path("seen").asInt()).isEqualTo(2);
        assertThat(waiting(rest)).isEmpty();

        // The code is on the front of a sheet, the letter on its back.
        JsonNode first = onlyDocument(rest, "case:L-2002-004901");
        assertThat(first.path("batchPages").toString()).contains("2");
        assertThat(text(rest, first)).contains("PLNÁ MOC");
        JsonNode last = onlyDocument(rest, "case:L-2002-011402");
        assertThat(text(rest, last)).contains("Ақбұлақ");
        assertThat(rest.json("/api/v1/search?q=").path("total").asInt()).isEqualTo(3);

        String self = "/api/v1/documents/" + first.path("id").asString();
        assertThat(rest.get(self + "/original").body()).isEqualTo(fronts);
        assertThat(rest.get(self + "/other-original").body()).isEqualTo(backs);
        assertThat(new String(rest.get(self + "/searchable.pdf").body(), 0, 5, StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
        assertThat(first.path("needsReview").toString()).doesNotContain("side");
    }

    private static JsonNode onlyDocument(RestCaller rest, String query) {
        JsonNode hits =
                rest.json("/api/v1/search?q=" + RestCaller.encode(query)).path("hits");
        assertThat(hits.size()).as(query).isEqualTo(1);
        return rest.json("/api/v1/documents/" + hits.get(0).path("document").asString());
    }

    private static String text(RestCaller rest, JsonNode document) {
        return new String(
                rest.get("/api/v1/documents/" + document.path("id").asString() + "/text")
                        .body(),
                StandardCharsets.UTF_8);
    }

    private static List<JsonNode> waiting(RestCaller rest) {
        return StreamSupport.stream(
                        rest.json("/api/v1/intake/balance").path("waiting").spliterator(), false)
                .filter(file -> file.has("until"))
                .toList();
    }

    /** Batches archived, once all is searchable. */
    private static long archived(RestCaller rest) {
        JsonNode status = rest.json("/api/v1/status");
        return status.path("today").path("archived").asLong()
                - status.path("indexing").path("waiting").asLong();
    }

    private static void drop(ServiceProcess service, String name, byte[] bytes) throws IOException {
        Path target = service.inbox().resolve("post").resolve(name);
        Files.createDirectories(target.getParent());
        Path hidden = target.resolveSibling("." + name + ".part");
        Files.write(hidden, bytes);
        Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** These pages of the scan, as a file of their own. */
    private static byte[] pass(int... pages) throws IOException {
        Path scan = ServiceProcess.root().resolve("ocr-models/samples").resolve(SCAN);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        // Of the several there may be, the one whose metadata this writer understands.
        ImageReader reader = ImageIO.getImageReader(writer);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = Files.newInputStream(scan);
                ImageInputStream source = ImageIO.createImageInputStream(in);
                ImageOutputStream target = ImageIO.createImageOutputStream(bytes)) {
            reader.setInput(source);
            writer.setOutput(target);
            ImageWriteParam lossless = writer.getDefaultWriteParam();
            lossless.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            lossless.setCompressionType("CCITT T.6");
            writer.prepareWriteSequence(null);
            for (int page : pages) {
                IIOImage image = new IIOImage(reader.read(page - 1), null, reader.getImageMetadata(page - 1));
                writer.writeToSequence(image, lossless);
            }
            writer.endWriteSequence();
        } finally {
            reader.dispose();
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
