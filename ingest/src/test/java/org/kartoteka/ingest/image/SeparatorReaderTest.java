package org.kartoteka.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.qrcode.QRCodeWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("ocr")
class SeparatorReaderTest {
    private static boolean[][] dark(BitMatrix code) {
        boolean[][] dark = new boolean[code.getHeight()][code.getWidth()];
        for (int y = 0; y < code.getHeight(); y++) {
            for (int x = 0; x < code.getWidth(); x++) {
                dark[y][x] = code.get(x, y);
            }
        }
        return dark;
    }

    private static DrawnPage patchSheet() {
        return new DrawnPage()
                .squares(dark(new Code128Writer().encode("PATCHT", BarcodeFormat.CODE_128, 0, 60)), 200, 300, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void readsAPatchSheetHoweverItLies(int turn) {
        try (Picture page = patchSheet().turned(turn).picture()) {
            assertThat(SeparatorReader.mayHaveCode(PageLook.at(page, DrawnPage.DPI)))
                    .isTrue();
            assertThat(SeparatorReader.read(page, PageLook.at(page, DrawnPage.DPI)))
                    .containsExactly("PATCHT");
        }
    }

    @Test
    void readsACoverSheet() throws WriterException {
        String code = "case=L-2001-012880;type=complaint";
        DrawnPage sheet = new DrawnPage()
                .squares(dark(new QRCodeWriter().encode(code, BarcodeFormat.QR_CODE, 0, 0)), 300, 300, 9)
                .line("Complaint", 300, 1100, 50)
                .leaning(1.5);

        try (Picture page = sheet.picture()) {
            assertThat(SeparatorReader.mayHaveCode(PageLook.at(page, DrawnPage.DPI)))
                    .isTrue();
            assertThat(SeparatorReader.read(page, PageLook.at(page, DrawnPage.DPI)))
                    .containsExactly(code);
        }
    }

    @Test
    void onlyCodesOfOursSeparate() {
        assertThat(SeparatorReader.separates("PATCHT")).isTrue();
        assertThat(SeparatorReader.separates("case=L-2001-012880;type=complaint"))
                .isTrue();
        assertThat(SeparatorReader.separates("https://shop.example/?case=1")).isFalse();
        assertThat(SeparatorReader.separates("4751234567890")).isFalse();
    }

    @Test
    void findsNothingOnAPageWithoutACode() {
        try (Picture page = new DrawnPage().line("Nothing here", 200, 400, 60).picture()) {
            assertThat(SeparatorReader.read(page, PageLook.at(page, DrawnPage.DPI)))
                    .isEmpty();
        }
    }
}
