package org.kartoteka.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.batch.Intake;

/** Names are bytes: every one of them goes in, through and out unharmed. */
class HostileNamesTest {
    @TempDir
    Path root;

    @Test
    void everyNameIsCapturedAndComesOutUnchanged() throws IOException {
        flow(root);
    }

    @Test
    void namesSurviveALocaleThatKnowsNoDiacritics() throws Exception {
        Path log = root.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        InPlainLocale.class.getName(),
                        root.resolve("data").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("LC_ALL", "C");

        Process process = builder.start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    @Test
    void refusedFileWithALongNameGetsItsReasonUnderAShorterOne() throws IOException {
        IntakeFixture intake = new IntakeFixture(root);
        byte[] name = FileNames.plus("ā".repeat(125).getBytes(StandardCharsets.UTF_8), "a.pdf");
        Files.write(FileNames.child(intake.folders.inbox(), name), new byte[0]);
        intake.run(Duration.ofSeconds(12));
        Files.write(FileNames.child(intake.folders.inbox(), name), new byte[0]);

        intake.run(Duration.ofSeconds(12));

        assertThat(name).hasSize(255);
        assertThat(names(intake.folders.refused()))
                .hasSize(4)
                .contains(HexFormat.of().formatHex(name));
    }

    @Test
    void uploadCannotChooseAPathOrAHiddenName() throws IOException {
        IntakeFixture intake = new IntakeFixture(root);
        List<String> chosen = List.of(
                "../../etc/passwd", ".arrival.json", "", "a\u0000b\n", "C:\\scan.pdf", "ā".repeat(300), "..", "\ud800");
        for (String name : chosen) {
            byte[] bytes = TestScans.pdf("upload " + name.hashCode());
            intake.intake()
                    .accept(new java.io.ByteArrayInputStream(bytes), new Intake.Upload(name, "upload", Map.of()));
        }
        intake.readAll();

        assertThat(intake.archive.allBatches()).hasSize(chosen.size());
        assertThat(IntakeFixture.files(intake.folders.done())).hasSize(chosen.size());
        assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
        assertThat(IntakeFixture.files(root)).hasSize(chosen.size());
    }

    /** The same with the encoding of file names that a bare system has. */
    static final class InPlainLocale {
        private InPlainLocale() {}

        public static void main(String[] arguments) throws IOException {
            if (!System.getProperty("sun.jnu.encoding").contains("ANSI")) {
                throw new IllegalStateException("not the plain locale: " + System.getProperty("sun.jnu.encoding"));
            }
            flow(new File(arguments[0]).toPath());
        }
    }

    private static void flow(Path root) throws IOException {
        IntakeFixture intake = new IntakeFixture(root);
        Set<String> dropped = new TreeSet<>();
        int number = 0;
        for (byte[] name : names()) {
            Files.write(FileNames.child(intake.folders.inbox(), name), TestScans.pdf("page " + number++));
            dropped.add(HexFormat.of().formatHex(name));
        }

        intake.run(Duration.ofSeconds(2));
        intake.readAll();

        assertThat(intake.archive.allBatches()).hasSize(number).allMatch(batch -> batch.state() == State.ARCHIVED);
        assertThat(intake.archive.states().keySet())
                .contains("Žīguļi ķēpā.pdf", "Жалоба №1.pdf", "-rf", "line\nfeed.pdf", "$(touch x);`y`.pdf", " ");
        assertThat(names(intake.folders.done().resolve("2026-11-22"))).isEqualTo(dropped);
        assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
        assertThat(IntakeFixture.everything(intake.folders.inbox())).isEmpty();
    }

    private static List<byte[]> names() {
        List<byte[]> names = new ArrayList<>();
        for (String name : List.of(
                "Žīguļi ķēpā.pdf",
                "Жалоба №1.pdf",
                "Қазақша өтініш.pdf",
                "-rf",
                "--help",
                "line\nfeed.pdf",
                "tab\tand\rreturn\u0007.pdf",
                "$(touch x);`y`.pdf",
                "quote'\"quote.pdf",
                "<script>alert(1)<_script>.pdf",
                " ",
                " leading and trailing ",
                "%41%00%2e%2e.pdf",
                "a?b#c&d=e.pdf",
                "back\\slash.pdf",
                "CON",
                "\u202egnp.exe",
                "😀.pdf",
                "é.pdf",
                "e\u0301.pdf",
                "arrival.json",
                "ā".repeat(125) + "a.pdf",
                "x".repeat(255))) {
            names.add(name.getBytes(StandardCharsets.UTF_8));
        }
        names.add(new byte[] {'n', 'o', 't', (byte) 0xFF, (byte) 0xFE, '8', '.', 'p', 'd', 'f'});
        names.add(new byte[] {(byte) 0xC4, '.', 'p', 'd', 'f'});
        names.add(new byte[] {(byte) 0x80});
        return names;
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            Set<String> names = new TreeSet<>();
            list.forEach(path -> names.add(HexFormat.of().formatHex(FileNames.bytes(path))));
            return names;
        }
    }

    @Test
    void cuttingNeverSplitsACharacter() {
        byte[] name = "ā".repeat(200).getBytes(StandardCharsets.UTF_8);

        byte[] cut = FileNames.numbered(name, 12, 10);

        String text = new String(cut, StandardCharsets.UTF_8);
        assertThat(cut.length).isLessThanOrEqualTo(245);
        assertThat(text).doesNotContain("\ufffd").endsWith("ā (12)");
        assertThat(Arrays.equals(
                        FileNames.numbered("a.pdf".getBytes(StandardCharsets.UTF_8), 2, 0),
                        "a (2).pdf".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }
}
