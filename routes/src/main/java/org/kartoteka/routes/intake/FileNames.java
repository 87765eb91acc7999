package org.kartoteka.routes.intake;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * File names as the bytes they are on disk.
 *
 * <p>Java turns names into strings by the encoding of the locale it was started in: under {@code LANG=C} every letter with a
 * diacritic is lost, and bytes that are no UTF-8 are lost anywhere. Paths that came from a listing keep their bytes, and so do
 * URIs, so names are taken apart and put together by way of URIs.
 */
final class FileNames {
    /** What Linux, macOS and Windows allow. */
    static final int BYTES_MAX = 255;

    private FileNames() {}

    /** The bytes of the path's last name. */
    static byte[] bytes(Path path) {
        Path name = path.getFileName();
        if (name == null) {
            return new byte[0];
        }
        String text = name.toString();
        if (text.chars().allMatch(c -> c > 0 && c < 0x80)) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        String raw = path.toUri().getRawPath();
        String trimmed = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        return unescape(trimmed.substring(trimmed.lastIndexOf('/') + 1));
    }

    /** The last name for people: read as UTF-8 where it is, else as Java reads it. */
    static String shown(Path path) {
        byte[] bytes = bytes(path);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return String.valueOf(path.getFileName());
        }
    }

    /** Equal for equal names; any byte keeps its difference. */
    static String key(byte[] name) {
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    /** The path of that name in the folder. */
    static Path child(Path folder, byte[] name) {
        StringBuilder uri = new StringBuilder(folder.toUri().toString());
        if (uri.charAt(uri.length() - 1) != '/') {
            uri.append('/');
        }
        for (byte b : name) {
            uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return Path.of(URI.create(uri.toString()));
    }

    /**
     * The name with an ordinal, such as {@code scan (2).pdf}, and room for what will be added to it.
     *
     * @param ordinal 1 adds none
     * @param room bytes to be left free below {@link #BYTES_MAX}
     */
    static byte[] numbered(byte[] name, int ordinal, int room) {
        int dot = key(name).lastIndexOf('.');
        int extensionAt = dot > 0 && name.length - dot <= 16 ? dot : name.length;
        byte[] ending = ordinal == 1 ? new byte[0] : (" (" + ordinal + ")").getBytes(StandardCharsets.US_ASCII);
        int stemMax = BYTES_MAX - room - ending.length - (name.length - extensionAt);
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.writeBytes(cut(Arrays.copyOf(name, extensionAt), stemMax));
        result.writeBytes(ending);
        result.write(name, extensionAt, name.length - extensionAt);
        return result.toByteArray();
    }

    /** The bytes with an ASCII ending. */
    static byte[] plus(byte[] name, String ending) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.writeBytes(name);
        result.writeBytes(ending.getBytes(StandardCharsets.US_ASCII));
        return result.toByteArray();
    }

    /** A name that is safe on disk for one that a sender chose: no separators, no controls, no leading dot, not too long. */
    static byte[] safe(String chosen) {
        String clean = chosen.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_")
                .replaceAll("^[.\\s~]+", "_")
                .strip();
        byte[] name = (clean.isEmpty() ? "upload" : clean).getBytes(StandardCharsets.UTF_8);
        return numbered(name, 1, 0);
    }

    /** At most so many bytes, without cutting a UTF-8 character in two. */
    private static byte[] cut(byte[] bytes, int lengthMax) {
        if (bytes.length <= lengthMax) {
            return bytes;
        }
        int end = Math.max(lengthMax, 1);
        while (end > 1 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    private static byte[] unescape(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.write(HexFormat.fromHexDigits(raw, i + 1, i + 3));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
