package org.kartoteka.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesTest {
    @TempDir
    Path folder;

    @Test
    void namesThePlatformsThatHaveLibraries() {
        assertThat(Natives.platform("Linux", "amd64")).isEqualTo("linux-x86_64");
        assertThat(Natives.platform("Linux", "aarch64")).isEqualTo("linux-arm64");
        assertThat(Natives.platform("Mac OS X", "aarch64")).isEqualTo("macosx-arm64");
        assertThat(Natives.platform("Windows 11", "amd64")).isEqualTo("windows-x86_64");
    }

    @Test
    void saysWhichPlatformsThereAreWhereThereIsNone() {
        assertThatThrownBy(() -> Natives.platform("SunOS", "sparcv9"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("SunOS on sparcv9")
                .hasMessageContaining("Linux on x86-64 and arm64");
    }

    @Test
    void everyPlatformsLibrariesAreOnTheClassPath() {
        for (String platform : List.of("linux-x86_64", "linux-arm64", "macosx-arm64", "windows-x86_64")) {
            for (Natives.Library library : Natives.libraries(platform)) {
                assertThat(Natives.class.getResource(library.resource()))
                        .as(library.resource())
                        .isNotNull();
            }
        }
    }

    @Test
    void manyProcessesUnpackAtOnceIntoOneCompleteFolder() throws Exception {
        List<Natives.Library> libraries = Natives.libraries("linux-arm64");
        List<Callable<Path>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.add(() -> Natives.unpack(folder, libraries));
        }

        List<Path> unpacked = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(6)) {
            for (Future<Path> future : executor.invokeAll(calls)) {
                unpacked.add(future.get());
            }
        }

        assertThat(new HashSet<>(unpacked)).hasSize(1);
        assertThat(unpacked.getFirst().resolve("libtesseract.so")).isRegularFile();
        assertThat(unpacked.getFirst().resolve("libleptonica.so")).isRegularFile();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(unpacked.getFirst());
        }
    }

    @Test
    void refusesAFolderWithACutOffLibrary() throws IOException {
        List<Natives.Library> libraries = Natives.libraries("linux-arm64");
        Path unpacked = Natives.unpack(folder, libraries);
        Files.write(unpacked.resolve("libtesseract.so"), new byte[100]);

        assertThatThrownBy(() -> Natives.unpack(folder, libraries)).hasMessageContaining("delete it");
    }
}
