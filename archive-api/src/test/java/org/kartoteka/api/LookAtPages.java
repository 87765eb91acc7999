package org.kartoteka.api;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.kartoteka.api.access.SignInLinks;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.batch.WaitingFile;
import org.kartoteka.archive.casefile.CaseFileChange;
import org.kartoteka.archive.casefile.CaseFileChanges;
import org.kartoteka.archive.casefile.Note;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.rendition.PageText.Word;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the doors over a fixture archive, for looking at the pages. Arguments: the port, and a folder with page images
 * ({@code x.png}) and their words ({@code x.tsv}, as Tesseract writes them), which is optional.
 */
final class LookAtPages {
    private static final int TSV_WORD_LEVEL = 5;

    private LookAtPages() {}

    public static void main(String[] arguments) {
        ConfigurableApplicationContext context = SpringApplication.run(
                ApiApplication.class, "--server.port=" + arguments[0], "--server.address=127.0.0.1");
        FixtureArchive fixture = context.getBean(FixtureArchive.class);
        if (arguments.length > 1) {
            fileScans(fixture, Path.of(arguments[1]));
        }
        file(fixture);
        FixtureIntake intake = (FixtureIntake) context.getBean(Intake.class);
        intake.addWaiting(
                new WaitingFile("scan", "big-batch.pdf", 48_000_000, Instant.now(), WaitingFile.Why.INCOMPLETE));
        intake.addWaiting(
                new WaitingFile("fax", "incoming.tif.part", 1_200, Instant.now(), WaitingFile.Why.TEMPORARY_NAME));
        System.out.println("http://localhost:" + arguments[0]
                + context.getBean(SignInLinks.class).issue().path());
    }

    private static void file(FixtureArchive fixture) {
        fixture.file(DoorsTestCase.complaint("fax-20011024-0117.tif", "internets"));
        fixture.file(DoorsTestCase.complaint(
                "Scan of a letter with a very long name that somebody typed to be sure that everybody understands what is"
                        + " in it, second copy (final) v2.pdf",
                "internets"));
        workOnCaseFiles(fixture, fixture.file(DoorsTestCase.complaint("fax-20011101-0118.tif", "atbilde")));
        List<FixturePage> hostile =
                List.of(FixturePage.drawn("en", "<img src=x onerror=alert(1)> internets <script>alert(1)</script>"));
        fixture.file(new FixtureArchive.Letter(
                "mail", "<img src=x onerror=alert(1)>.pdf", "letter", 0.41, hostile, List.of(), List.of()));
        byte[] same = "the same bytes".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        fixture.capture(BatchId.next(fixture.now()), "scan", "waiting-0001.pdf", same);
        fixture.capture(BatchId.next(fixture.now()), "scan", "waiting-0001-again.pdf", same);
        fixture.quarantine("mail", "contract-protected.pdf", Reason.of(Reason.Code.ENCRYPTED));
        fixture.quarantine(
                "scan/lv",
                "poster.png",
                new Reason(Reason.Code.TOO_MANY_PIXELS, Map.of("limit", "100", "found", "900")));
    }

    private static void workOnCaseFiles(FixtureArchive fixture, DocumentId letter) {
        Actor anna = Actor.user("anna");
        CaseFileChanges changes = fixture.archive.caseFileChanges();
        CaseReference first = open(fixture, "Sūdzība par rēķinu Nr. R-0108, klients Jānis Bērziņš", "2001-12-01");
        open(fixture, "Pārcelšanās uz jaunu adresi", "2099-12-01");
        open(
                fixture,
                "A title so long that it has to be broken somewhere, about everything the caller said, and the"
                        + " Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
                "");
        fixture.archive.filing().file(letter, 1, first, anna);
        long seen = fixture.archive.caseFiles().find(first).orElseThrow().sequence();
        changes.note(
                first, seen, new Note("Zvanīja klients: skaitītājs nolasīts nepareizi.\nAtzvanīt pirmdien."), anna);
    }

    private static CaseReference open(FixtureArchive fixture, String title, String due) {
        CaseFileChange change = new CaseFileChange(
                Optional.empty(),
                Optional.of(new CaseFileChange.To<>(Optional.of("local"))),
                due.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new CaseFileChange.To<>(Optional.of(LocalDate.parse(due)))),
                Optional.of(title),
                Optional.of(List.of("10033417")),
                Optional.of(List.of("4512876")));
        return fixture.archive
                .caseFileChanges()
                .open(new CaseFileChanges.Opening(Optional.empty(), "", change), Actor.user("local"))
                .reference();
    }

    /** All pages whose names differ only behind the last {@code _} are one document. */
    private static void fileScans(FixtureArchive fixture, Path folder) {
        Map<String, List<Path>> scans = new java.util.TreeMap<>();
        try (Stream<Path> images = Files.list(folder)) {
            images.filter(path -> path.toString().endsWith(".png")).sorted().forEach(path -> {
                String name = path.getFileName().toString();
                scans.computeIfAbsent(name.substring(0, name.lastIndexOf('_')), _ -> new ArrayList<>())
                        .add(path);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        scans.forEach((name, paths) -> {
            List<FixturePage> pages = paths.stream()
                    .map(path -> scanned(name.substring(0, 2), path))
                    .toList();
            fixture.file(new FixtureArchive.Letter(
                    "scan/" + name.substring(0, 2),
                    name + ".pdf",
                    name.split("-")[1],
                    0.94,
                    pages,
                    fields(pages),
                    List.of("L-2001-004512")));
        });
    }

    private static List<org.kartoteka.archive.rendition.DocumentReading.Field> fields(List<FixturePage> pages) {
        List<org.kartoteka.archive.rendition.DocumentReading.Field> fields = new ArrayList<>();
        pages.getFirst().words().stream()
                .filter(word -> word.text().matches("[+0-9][0-9./-]{6,}"))
                .limit(5)
                .forEach(word -> fields.add(new org.kartoteka.archive.rendition.DocumentReading.Field(
                        fields.isEmpty() ? "contractNumber" : "phone",
                        word.text(),
                        word.text(),
                        1,
                        List.of(word),
                        0.9)));
        return fields;
    }

    private static FixturePage scanned(String language, Path image) {
        try {
            BufferedImage pixels = ImageIO.read(image.toFile());
            List<Word> words = new ArrayList<>();
            for (String line : Files.readAllLines(Path.of(image.toString().replace(".png", ".tsv")))) {
                String[] cells = line.split("\t", -1);
                if (cells[0].equals(Integer.toString(TSV_WORD_LEVEL)) && !cells[11].isBlank()) {
                    int lineNumber = Integer.parseInt(cells[2]) * 10_000
                            + Integer.parseInt(cells[3]) * 100
                            + Integer.parseInt(cells[4]);
                    words.add(new Word(
                            cells[11],
                            Integer.parseInt(cells[6]),
                            Integer.parseInt(cells[7]),
                            Integer.parseInt(cells[8]),
                            Integer.parseInt(cells[9]),
                            lineNumber,
                            Double.parseDouble(cells[10]) / 100));
                }
            }
            return new FixturePage(Files.readAllBytes(image), pixels.getWidth(), pixels.getHeight(), language, words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
