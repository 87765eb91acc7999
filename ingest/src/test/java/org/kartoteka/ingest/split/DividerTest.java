package org.kartoteka.ingest.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.PageResult.PageFailed;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.split.Divider.BatchPage;
import org.kartoteka.ingest.split.Divider.DividedDocument;
import org.kartoteka.ingest.split.Divider.Settings;

class DividerTest {
    private static final Settings BLANK_SEPARATES = new Settings(true);
    private static final Hints FOLDER = new Hints(Optional.of("lv"), Optional.of("letter"), Optional.empty());

    @Test
    void keepsPagesWithoutSeparatorsTogetherAndHidesBlankBacks() {
        List<DividedDocument> documents = Divider.divide(pages("tbtb"), FOLDER, Settings.DEFAULT);

        assertThat(documents).containsExactly(new DividedDocument(0, List.of(1, 3), List.of(2, 4), FOLDER));
    }

    @Test
    void dividesAtPatchSheetsAndListsThemWithTheDocumentBefore() {
        List<DividedDocument> documents = Divider.divide(pages("pttpt"), Hints.NONE, Settings.DEFAULT);

        assertThat(documents)
                .containsExactly(
                        new DividedDocument(0, List.of(2, 3), List.of(1, 4), Hints.NONE),
                        new DividedDocument(0, List.of(5), List.of(), Hints.NONE));
    }

    @Test
    void takesHintsOfACoverSheetForTheDocumentBehindIt() {
        List<DividedDocument> documents = Divider.divide(pages("tqt"), FOLDER, Settings.DEFAULT);

        assertThat(documents.get(0).hints()).isEqualTo(FOLDER);
        assertThat(documents.get(1).hints())
                .isEqualTo(new Hints(Optional.of("lv"), Optional.of("complaint"), Optional.of("L-2001-012880")));
    }

    @Test
    void dividesAtBlankPagesOnlyWhereAsked() {
        List<DividedDocument> documents = Divider.divide(pages("tbbtbt"), Hints.NONE, BLANK_SEPARATES);

        assertThat(documents)
                .containsExactly(
                        new DividedDocument(0, List.of(1), List.of(2, 3), Hints.NONE),
                        new DividedDocument(0, List.of(4), List.of(5), Hints.NONE),
                        new DividedDocument(0, List.of(6), List.of(), Hints.NONE));
    }

    @Test
    void makesPartsDocumentsOfTheirOwn() {
        List<BatchPage> pages =
                List.of(new BatchPage(1, 0, page('t')), new BatchPage(2, 2, page('t')), new BatchPage(3, 2, page('f')));

        assertThat(Divider.divide(pages, Hints.NONE, Settings.DEFAULT))
                .containsExactly(
                        new DividedDocument(0, List.of(1), List.of(), Hints.NONE),
                        new DividedDocument(2, List.of(2, 3), List.of(), Hints.NONE));
    }

    @Test
    void archivesABatchOfNothingButBlankPages() {
        assertThat(Divider.divide(pages("bb"), Hints.NONE, BLANK_SEPARATES))
                .containsExactly(new DividedDocument(0, List.of(1, 2), List.of(), Hints.NONE));
        assertThat(Divider.divide(pages("p"), Hints.NONE, Settings.DEFAULT))
                .containsExactly(new DividedDocument(0, List.of(1), List.of(), Hints.NONE));
        assertThat(Divider.divide(List.of(), Hints.NONE, Settings.DEFAULT)).isEmpty();
    }

    @Test
    void listsEveryPageExactlyOnceWhateverTheOrder() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder kinds = new StringBuilder();
            for (int i = 0; i < 1 + random.nextInt(12); i++) {
                kinds.append("tbpqf".charAt(random.nextInt(5)));
            }
            List<DividedDocument> documents =
                    Divider.divide(pages(kinds.toString()), FOLDER, new Settings(random.nextBoolean()));

            List<Integer> listed = new ArrayList<>();
            documents.forEach(document -> {
                listed.addAll(document.pages());
                listed.addAll(document.hiddenPages());
            });
            List<Integer> all = new ArrayList<>();
            for (int i = 1; i <= kinds.length(); i++) {
                all.add(i);
            }
            assertThat(listed).as(kinds.toString()).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void readsCoverSheetsAndIgnoresStrangeCodes() {
        assertThat(CoverSheet.hints(List.of("5901234123457", " type=invoice ; CASE=A/12 ")))
                .isEqualTo(new Hints(Optional.empty(), Optional.of("invoice"), Optional.of("A/12")));
        assertThat(CoverSheet.hints(List.of("case=<script>;type=../../x", "case=" + "9".repeat(400))))
                .isEqualTo(Hints.NONE);
        assertThat(CoverSheet.separates(List.of("PATCHT"))).isTrue();
        assertThat(CoverSheet.separates(List.of("type=letter"))).isTrue();
        assertThat(CoverSheet.separates(List.of("https://example.org/?type", "123")))
                .isFalse();
    }

    /** t text, b blank, p PATCH-T, q QR cover sheet, f failed. */
    private static List<BatchPage> pages(String kinds) {
        List<BatchPage> pages = new ArrayList<>();
        for (int i = 0; i < kinds.length(); i++) {
            pages.add(new BatchPage(i + 1, 0, page(kinds.charAt(i))));
        }
        return pages;
    }

    private static PageResult page(char kind) {
        if (kind == 'f') {
            return new PageFailed(Refusal.of(Refusal.Code.TIME_LIMIT));
        }
        List<String> codes = switch (kind) {
            case 'p' -> List.of("PATCHT");
            case 'q' -> List.of("case=L-2001-012880;type=complaint");
            default -> List.of();
        };
        return new PageRead(
                "recognised",
                "lv",
                1,
                0,
                0,
                kind == 'b',
                !codes.isEmpty(),
                0,
                100,
                100,
                1,
                "",
                List.of(),
                codes,
                List.of(),
                "");
    }
}
