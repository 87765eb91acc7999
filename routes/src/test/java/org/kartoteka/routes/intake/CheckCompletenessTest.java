package org.kartoteka.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckCompletenessTest {
    @TempDir
    Path folder;

    private final CheckCompleteness check = new CheckCompleteness();

    static Stream<byte[]> wholeFiles() {
        return Stream.of(
                TestScans.pdf("page"),
                TestScans.jpeg(9_000),
                TestScans.png(),
                TestScans.zip(),
                TestScans.tiff(ByteOrder.LITTLE_ENDIAN, false),
                TestScans.tiff(ByteOrder.BIG_ENDIAN, false),
                TestScans.tiff(ByteOrder.LITTLE_ENDIAN, true),
                TestScans.tiff(ByteOrder.BIG_ENDIAN, true));
    }

    @ParameterizedTest
    @MethodSource("wholeFiles")
    void wholeFileIsComplete(byte[] whole) throws IOException {
        assertThat(check(whole)).isEqualTo(FileEnding.COMPLETE);
    }

    @ParameterizedTest
    @MethodSource("wholeFiles")
    void everyShorterFileIsNot(byte[] whole) throws IOException {
        for (int length = 20; length < whole.length - 6; length += 7) {
            assertThat(check(Arrays.copyOf(whole, length)))
                    .as("%d of %d bytes", length, whole.length)
                    .isEqualTo(FileEnding.INCOMPLETE);
        }
    }

    @Test
    @Timeout(10)
    void tiffWhoseDirectoriesFormARingOfMillionsOfStripsIsLeftToReadingAtOnce() throws IOException {
        int strips = 900_000;
        ByteBuffer tiff = ByteBuffer.allocate(64 + 8 * strips).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 2);
        tiff.putShort((short) 273).putShort((short) 4).putInt(strips).putInt(64);
        tiff.putShort((short) 279).putShort((short) 4).putInt(strips).putInt(64 + 4 * strips);
        tiff.putInt(8);

        assertThat(check(tiff.array())).isEqualTo(FileEnding.COMPLETE);
    }

    @ParameterizedTest
    @MethodSource("wholeFiles")
    void spaceReservedBeforehandIsNotMistakenForTheEnd(byte[] whole) throws IOException {
        byte[] reserved = Arrays.copyOf(Arrays.copyOf(whole, whole.length / 2), whole.length);
        if (reserved[0] == 'I' || reserved[0] == 'M') {
            reserved = Arrays.copyOf(Arrays.copyOf(whole, whole[2] == 43 || whole[3] == 43 ? 16 : 8), whole.length);
        }

        assertThat(check(reserved)).isEqualTo(FileEnding.INCOMPLETE);
    }

    @Test
    void linearizedPdfIsCompleteOnlyInItsFullLength() throws IOException {
        String start = "%PDF-1.4\n1 0 obj\n<< /Linearized 1 /L 5000 /H [ 1 2 ] >>\nendobj\n%%EOF\n";
        byte[] part = start.getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(part, 5_000);
        System.arraycopy("%%EOF".getBytes(StandardCharsets.ISO_8859_1), 0, whole, 4_995, 5);

        assertThat(check(part)).isEqualTo(FileEnding.INCOMPLETE);
        assertThat(check(whole)).isEqualTo(FileEnding.COMPLETE);
    }

    @Test
    void jpegMayBePaddedWithZeros() throws IOException {
        byte[] jpeg = TestScans.jpeg(500);

        assertThat(check(Arrays.copyOf(jpeg, 512))).isEqualTo(FileEnding.COMPLETE);
    }

    @Test
    void textHasNoEndToLookFor() throws IOException {
        assertThat(check("Dear sirs".getBytes(StandardCharsets.UTF_8))).isEqualTo(FileEnding.UNKNOWN);
        assertThat(check(new byte[] {'%'})).isEqualTo(FileEnding.UNKNOWN);
    }

    @Test
    void tiffWhoseDirectoriesGoInCirclesIsLeftToReading() throws IOException {
        byte[] tiff = TestScans.tiff(ByteOrder.LITTLE_ENDIAN, false);
        int secondNext = tiff.length - 100 - 4;
        tiff[secondNext] = 8;

        assertThat(check(tiff)).isEqualTo(FileEnding.COMPLETE);
    }

    @Test
    void missingAndForbiddenFilesAreToldApart() {
        CheckCompleteness forbidden = new CheckCompleteness(file -> {
            throw new AccessDeniedException(file.toString());
        });

        assertThat(check.check(folder.resolve("none"))).isEqualTo(FileEnding.GONE);
        assertThat(forbidden.check(folder.resolve("some"))).isEqualTo(FileEnding.UNREADABLE);
    }

    private FileEnding check(byte[] bytes) throws IOException {
        return check.check(Files.write(folder.resolve("file"), bytes));
    }
}
