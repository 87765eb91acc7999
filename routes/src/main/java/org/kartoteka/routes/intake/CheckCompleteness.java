package org.kartoteka.routes.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether a file ends as its format must: a scanner, a slow copy or a broken connection leaves files that look still
 * but are not whole. Looks at the first bytes for the format and at the last ones for its end; reads little, decodes nothing.
 */
public final class CheckCompleteness {
    private static final int HEAD_BYTES = 1_100;
    private static final int TAIL_BYTES = 4_096;
    private static final int ZIP_END_BYTES = 22;
    private static final int ZIP_TAIL_BYTES = ZIP_END_BYTES + 0xFFFF;

    private static final Pattern LINEARIZED_LENGTH = Pattern.compile("/L\\s{0,4}(\\d{1,15})");

    private final Opener opener;

    /** Reads files as they are. */
    public CheckCompleteness() {
        this(file -> Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    }

    CheckCompleteness(Opener opener) {
        this.opener = opener;
    }

    /** Opens a regular file for reading. */
    @FunctionalInterface
    interface Opener {
        SeekableByteChannel open(Path file) throws IOException;
    }

    public FileEnding check(Path file) {
        try (SeekableByteChannel channel = opener.open(file)) {
            return check(channel);
        } catch (NoSuchFileException e) {
            return FileEnding.GONE;
        } catch (IOException e) {
            return FileEnding.UNREADABLE;
        }
    }

    private static FileEnding check(SeekableByteChannel channel) throws IOException {
        byte[] head = read(channel, 0, HEAD_BYTES);
        if (startsWith(head, 'I', 'I', 42, 0)
                || startsWith(head, 'M', 'M', 0, 42)
                || startsWith(head, 'I', 'I', 43, 0)
                || startsWith(head, 'M', 'M', 0, 43)) {
            return ended(TiffEnd.reached(channel));
        }
        byte[] tail = tail(channel, TAIL_BYTES);
        if (text(head).contains("%PDF-")) {
            return ended(text(tail).contains("%%EOF") && channel.size() >= linearizedBytes(text(head)));
        }
        if (startsWith(head, 0xFF, 0xD8, 0xFF)) {
            return ended(endsWith(withoutPadding(tail), 0xFF, 0xD9));
        }
        if (startsWith(head, 0x89, 'P', 'N', 'G')) {
            return ended(text(tail).contains("IEND\u00aeB`\u0082"));
        }
        if (startsWith(head, 'P', 'K', 3, 4)) {
            byte[] end = tail(channel, ZIP_TAIL_BYTES);
            int directoryEnd = text(end).lastIndexOf("PK\u0005\u0006");
            return ended(directoryEnd >= 0 && end.length - directoryEnd >= ZIP_END_BYTES);
        }
        if (startsWith(head, 'G', 'I', 'F', '8')) {
            return ended(endsWith(withoutPadding(tail), ';'));
        }
        return FileEnding.UNKNOWN;
    }

    /** A linearized PDF has an end mark near its start, too, but says there how long it is. */
    private static long linearizedBytes(String head) {
        Matcher length = LINEARIZED_LENGTH.matcher(head);
        return head.contains("/Linearized") && length.find() ? Long.parseLong(length.group(1)) : 0;
    }

    private static FileEnding ended(boolean yes) {
        return yes ? FileEnding.COMPLETE : FileEnding.INCOMPLETE;
    }

    private static byte[] tail(SeekableByteChannel channel, int lengthMax) throws IOException {
        return read(channel, Math.max(0, channel.size() - lengthMax), lengthMax);
    }

    /** Fewer bytes where the file ends. */
    static byte[] read(SeekableByteChannel channel, long position, int lengthMax) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(lengthMax);
        channel.position(position);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // until full or at the end
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsWith(byte[] bytes, int... end) {
        for (int i = 0; i < end.length; i++) {
            int at = bytes.length - end.length + i;
            if (at < 0 || (bytes[at] & 0xFF) != end[i]) {
                return false;
            }
        }
        return true;
    }

    /** Some writers fill up the last block with zeros or a line feed. */
    private static byte[] withoutPadding(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == 0 || bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        return java.util.Arrays.copyOf(bytes, end);
    }
}
