package org.kartoteka.archive.likeness;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.rendition.PageText;

/** The block mean hash of a page image, as reading stored it: 256 bits, in hexadecimal digits. */
final class ImageHash {
    static final int BITS = 256;

    private static final int BAND_DIGITS = 2;

    private final String digits;

    private ImageHash(String digits) {
        this.digits = digits;
    }

    /** Empty for pages whose image was not looked at: those read by an earlier version, or that never were on paper. */
    static Optional<ImageHash> of(PageText page) {
        return page.imageHash().matches("[0-9a-f]{" + BITS / 4 + "}")
                ? Optional.of(new ImageHash(page.imageHash()))
                : Optional.empty();
    }

    /** The number of bits that differ. */
    int distance(ImageHash other) {
        return new BigInteger(digits, 16).xor(new BigInteger(other.digits, 16)).bitCount();
    }

    /** Eight bits each: scans of one sheet have some of them in common. */
    List<String> bands() {
        List<String> bands = new ArrayList<>();
        for (int from = 0; from < digits.length(); from += BAND_DIGITS) {
            bands.add("i%02x%s".formatted(from / BAND_DIGITS, digits.substring(from, from + BAND_DIGITS)));
        }
        return bands;
    }
}
