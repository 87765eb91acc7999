package org.kartoteka.api.rest;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Names for downloaded files. What came as a file's name is data: it gets no say over paths or headers. */
final class FileNames {
    private static final int LENGTH_MAX = 150;
    /** What RFC 5987 lets stand for itself. */
    private static final String PLAIN = "!#$&+-.^_`|~";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private FileNames() {}

    /** {@code Content-Disposition} by RFC 6266: the browser saves and never shows. */
    static String attachment(String fileName) {
        String safe = safe(fileName);
        return "attachment; filename=\"" + ascii(safe) + "\"; filename*=UTF-8''" + encoded(safe);
    }

    /** The name with another ending. */
    static String withExtension(String fileName, String extension) {
        int dot = fileName.lastIndexOf('.');
        String base = dot > 0 && fileName.length() - dot <= 6 ? fileName.substring(0, dot) : fileName;
        return base + extension;
    }

    private static String safe(String fileName) {
        StringBuilder safe = new StringBuilder();
        fileName.codePoints().limit(LENGTH_MAX).forEach(c -> safe.appendCodePoint(isSafe(c) ? c : '_'));
        while (!safe.isEmpty() && (safe.charAt(0) == '.' || safe.charAt(0) == ' ')) {
            safe.deleteCharAt(0);
        }
        return safe.isEmpty() ? "document" : safe.toString();
    }

    private static boolean isSafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> "/\\:*?\"<>|".indexOf(c) < 0;
        };
    }

    private static String ascii(String safe) {
        StringBuilder ascii = new StringBuilder();
        safe.codePoints().forEach(c -> ascii.append(c < 0x7f && c != '%' ? (char) c : '_'));
        return ascii.toString();
    }

    private static String encoded(String safe) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : safe.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : "%" + HEX.toHexDigits(b));
        }
        return encoded.toString();
    }
}
