package org.kartoteka.ingest.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsFolderTest {
    private static final Path MODELS =
            Path.of(System.getProperty("kartoteka.root", "..")).resolve("ocr-models");

    @Test
    void findsTheShippedFolderComplete() {
        ModelsFolder models = ModelsFolder.open(MODELS);

        assertThat(models.file("tessdata/kaz.traineddata")).isRegularFile();
        assertThat(models.manifest().entries())
                .allSatisfy(entry -> assertThat(entry.licence()).isNotBlank())
                .allSatisfy(entry -> assertThat(entry.source()).isNotBlank());
        assertThatThrownBy(() -> models.file("../pom.xml")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesWhatIsMissingOrChangedInOneSentence(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.model"), "a");
        Files.writeString(folder.resolve("b.json"), "b");
        Manifest.write(folder);
        assertThat(ModelsFolder.open(folder).manifest().entries()).hasSize(2);

        Files.delete(folder.resolve("a.model"));
        Files.writeString(folder.resolve("b.json"), "other");

        assertThatThrownBy(() -> ModelsFolder.open(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a.model is missing, b.json was changed");
    }

    @Test
    void saysThatAFolderWithoutManifestHoldsNoModels(@TempDir Path folder) {
        assertThatThrownBy(() -> ModelsFolder.open(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("manifest.json is missing");
    }

    @Test
    void refusesManifestsThatPointOutOfTheirFolder(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("manifest.json"), "{\"files\":[{\"name\":\"../../etc/passwd\",\"sha256\":\"0\"}]}");

        assertThatThrownBy(() -> ModelsFolder.open(folder)).hasMessageContaining("outside of its folder");
    }
}
