package org.kartoteka.ingest.page;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the encoding of text that does not say it: by byte order mark, then UTF-8 where it is valid, then the old
 * single-byte encodings of the Baltic, Central Europe and Cyrillic, judged by how natural the letters look that each makes.
 */
final class TextCharset {
    private static final String LATIN_LETTERS = "āčēģīķļņšūžąęėįųáďéěíňóřťúůýõäöüĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲÁĎÉĚÍŇÓŘŤÚŮÝÕÄÖÜ";
    private static final String MARKS = "„“”‘’–—…«»°§№€";
    private static final List<Charset> CANDIDATES = List.of(
            Charset.forName("windows-1257"),
            Charset.forName("windows-1251"),
            Charset.forName("windows-1250"),
            Charset.forName("KOI8-R"),
            Charset.forName("IBM866"));
    private static final int SAMPLE_BYTES = 64 * 1024;

    private TextCharset() {}

    /** Decodes; bytes that fit nowhere become U+FFFD. A byte order mark is left out. */
    static String decode(byte[] bytes, @Nullable String named) {
        Charset charset = charset(bytes, named);
        String text = new String(bytes, charset);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static Charset charset(byte[] bytes, @Nullable String named) {
        Charset marked = byMark(bytes);
        if (marked != null) {
            return marked;
        }
        Charset declared = lookUp(named);
        boolean said = declared != null && !declared.equals(StandardCharsets.US_ASCII);
        if (declared != null && said && (!declared.equals(StandardCharsets.UTF_8) || isUtf8(bytes))) {
            return declared;
        }
        return isUtf8(bytes) ? StandardCharsets.UTF_8 : bySound(bytes);
    }

    private static @Nullable Charset byMark(byte[] bytes) {
        int first = bytes.length > 0 ? bytes[0] & 0xff : 0;
        int second = bytes.length > 1 ? bytes[1] & 0xff : 0;
        if (first == 0xff && second == 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        if (first == 0xfe && second == 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        boolean utf8 = first == 0xef && second == 0xbb && bytes.length > 2 && (bytes[2] & 0xff) == 0xbf;
        return utf8 ? StandardCharsets.UTF_8 : null;
    }

    private static @Nullable Charset lookUp(@Nullable String name) {
        try {
            return name == null || name.isBlank() ? null : Charset.forName(name.strip());
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
            decoder.decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static Charset bySound(byte[] bytes) {
        byte[] sample = bytes.length > SAMPLE_BYTES ? java.util.Arrays.copyOf(bytes, SAMPLE_BYTES) : bytes;
        Charset best = CANDIDATES.getFirst();
        long bestScore = Long.MIN_VALUE;
        for (Charset candidate : CANDIDATES) {
            long score = score(new String(sample, candidate));
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static long score(String text) {
        long score = 0;
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                score += score(before, c);
            }
            before = c;
        }
        return score;
    }

    private static int score(char before, char c) {
        boolean cyrillic = c >= 0x400 && c < 0x460;
        boolean afterCyrillic = before >= 0x400 && before < 0x460;
        boolean afterLatin = before < 0x250 && Character.isLetter(before);
        if (cyrillic) {
            // A word is of one script, and small letters follow small ones.
            boolean shouting = Character.isUpperCase(c) && afterCyrillic && Character.isLowerCase(before);
            return afterLatin || shouting ? -3 : afterCyrillic && Character.isLowerCase(c) ? 2 : 1;
        }
        if (LATIN_LETTERS.indexOf(c) >= 0) {
            boolean shouting = Character.isUpperCase(c) && Character.isLowerCase(before);
            return shouting ? -3 : afterLatin && before < 0x80 ? 2 : 1;
        }
        return MARKS.indexOf(c) >= 0 ? 1 : -2;
    }
}
