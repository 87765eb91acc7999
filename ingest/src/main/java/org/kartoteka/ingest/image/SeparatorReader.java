package org.kartoteka.ingest.image;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.GenericMultipleBarcodeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads bar codes of separator sheets: PATCH-T (Code 128 {@code PATCHT}) and cover sheets with a QR code such as {@code
 * case=L-2001-012880;type=complaint}.
 */
public final class SeparatorReader {
    private static final Map<DecodeHintType, Object> HINTS = Map.of(
            DecodeHintType.POSSIBLE_FORMATS,
            List.of(BarcodeFormat.QR_CODE, BarcodeFormat.CODE_128),
            DecodeHintType.TRY_HARDER,
            true);
    private static final Pattern COVER =
            Pattern.compile("(case|type|language|pages|stack|backs)=[^;]+(;[a-z]+=[^;]*)*");
    private static final int TEXT_LENGTH_MAX = 1_000;
    /** A page of running text has more; no separator sheet has. */
    private static final int TEXT_BLOTS_MAX = 220;

    private static final int BARS_MIN = 12;

    private SeparatorReader() {}

    /** Whether a bar code may be on a page that looks so; reading one costs a tenth of a second. */
    public static boolean mayHaveCode(PageLook look) {
        return look.barBlots() >= BARS_MIN || (look.textBlots() < TEXT_BLOTS_MAX && look.otherBlots() > 0);
    }

    /** Texts of the bar codes on a page, at most a few; empty where there is none. */
    public static List<String> read(Picture page, PageLook look) {
        List<String> texts = read(page);
        if (!texts.isEmpty() || look.barBlots() < BARS_MIN) {
            return texts;
        }
        // Bars are read from left to right only.
        try (Picture turned = page.turn(90)) {
            return read(turned);
        }
    }

    private static List<String> read(Picture page) {
        byte[] grey;
        int width = page.width();
        int height = page.height();
        try (Picture plane = page.grey()) {
            grey = plane.greyBytes();
        }
        PlanarYUVLuminanceSource source = new PlanarYUVLuminanceSource(grey, width, height, 0, 0, width, height, false);
        MultiFormatReader reader = new MultiFormatReader();
        reader.setHints(HINTS);
        List<String> texts = new ArrayList<>();
        try {
            Result[] results = new GenericMultipleBarcodeReader(reader)
                    .decodeMultiple(new BinaryBitmap(new HybridBinarizer(source)), HINTS);
            for (Result result : results) {
                String text = result.getText();
                if (text != null && !text.isBlank() && text.length() <= TEXT_LENGTH_MAX && !texts.contains(text)) {
                    texts.add(text);
                }
            }
        } catch (NotFoundException _) {
            return List.of();
        }
        return texts;
    }

    /** Whether a code makes its page a sheet that only separates documents. */
    public static boolean separates(String code) {
        return code.equals("PATCHT") || COVER.matcher(code).matches();
    }
}
