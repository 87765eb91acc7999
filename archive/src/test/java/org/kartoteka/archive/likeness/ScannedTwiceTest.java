package org.kartoteka.archive.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kartoteka.archive.rendition.PageText;

/** Scans as they were really read: the same sheets by another scanner, fax or camera, and letters and forms of one template. */
class ScannedTwiceTest {
    private static final Set<Set<String>> SAME = Set.of(
            Set.of("cs-letter-01.pdf", "scan-20010615-0035.jpg"),
            Set.of("en-poa-01.jpg", "scan-20010710-0033.pdf"),
            Set.of("kk-letter-01.pdf", "scan-20011217-0032.tif"),
            Set.of("lt-invoice-01.pdf", "img-0077.jpg"),
            Set.of("lv-letter-01.pdf", "scan-20011108-0031.pdf"),
            Set.of("ru-invoice-01.pdf", "scan-20021005-0034.tif"));

    private static final Map<String, List<PageText>> SCANS = new TreeMap<>();

    @BeforeAll
    static void load() throws IOException {
        Path folder = Path.of(System.getProperty("kartoteka.root"), "archive/src/test/resources/scanned-twice");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                List<PageText> pages = new ArrayList<>();
                for (String page : Files.readString(file).split("\f")) {
                    pages.add(Letters.read(page.strip().lines().toList()));
                }
                String name = file.getFileName().toString();
                SCANS.put(name.substring(0, name.length() - ".tsv".length()), pages);
            }
        }
    }

    @Test
    void exactlyTheSameSheetsAreRecognised() {
        Set<Set<String>> recognised = new HashSet<>();
        SCANS.forEach((one, pages) -> SCANS.forEach((other, otherPages) -> {
            if (!one.equals(other) && Likeness.between(pages, otherPages).isPresent()) {
                recognised.add(Set.of(one, other));
            }
        }));

        assertThat(SCANS).hasSize(18);
        assertThat(recognised).isEqualTo(SAME);
    }

    @ParameterizedTest
    @CsvSource({
        "lt-invoice-01.pdf, lt-invoice-02.pdf",
        "img-0077.jpg, lt-invoice-02.pdf",
        "lv-application-01.pdf, lv-application-03.pdf"
    })
    void whatSharesATemplateIsACandidateAndNoMore(String one, String other) {
        assertThat(shared(one, other)).isGreaterThan(2 * Fingerprint.SHARED_MIN);
        assertThat(Likeness.between(pages(one), pages(other))).isEmpty();
    }

    @Test
    void scansOfOneSheetShareMoreOfTheirFingerprintsThanWhatSharesATemplate() {
        for (Set<String> pair : SAME) {
            List<String> names = List.copyOf(pair);
            assertThat(shared(names.get(0), names.get(1))).as("%s", pair).isGreaterThan(5 * Fingerprint.SHARED_MIN);
        }
        assertThat(shared("lt-invoice-01.pdf", "img-0077.jpg"))
                .isGreaterThan(shared("lt-invoice-02.pdf", "img-0077.jpg"));
    }

    private static List<PageText> pages(String name) {
        return Objects.requireNonNull(SCANS.get(name), name);
    }

    private static long shared(String one, String other) {
        Set<String> terms = new HashSet<>(Fingerprint.of(pages(one)).terms());
        terms.retainAll(Fingerprint.of(pages(other)).terms());
        return terms.size();
    }
}
