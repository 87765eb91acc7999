package org.kartoteka.ingest.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelVersionsTest {
    @TempDir
    Path models;

    private ModelVersions versions;

    @BeforeEach
    void aModelsFolder() throws IOException {
        Files.createDirectories(models.resolve("fields"));
        Files.createDirectories(models.resolve("training/en"));
        Files.writeString(models.resolve("types.model"), "first");
        Files.writeString(models.resolve("types.json"), "{}");
        Files.writeString(models.resolve("fields/date.json"), "{\"field\":\"date\"}");
        Files.writeString(models.resolve("training/en/letter.txt"), "[body]\n");
        versions = new ModelVersions(models);
    }

    @Test
    void bringsAnEarlierStateBack() throws IOException {
        String first = versions.keep();
        Files.writeString(models.resolve("types.model"), "second");
        Files.writeString(models.resolve("fields/colour.json"), "{\"field\":\"colour\"}");

        versions.restore(first);

        assertThat(models.resolve("types.model")).hasContent("first");
        assertThat(models.resolve("fields/colour.json")).doesNotExist();
        assertThat(models.resolve("training/en/letter.txt")).exists();
        assertThat(ModelsFolder.open(models).file("types.model")).exists();
    }

    @Test
    void keepsThePresentStateBeforeGoingBack() throws IOException {
        String first = versions.keep();
        Files.writeString(models.resolve("types.model"), "second");

        versions.restore(first);
        versions.restore(versions.all().getLast());

        assertThat(models.resolve("types.model")).hasContent("second");
    }

    @Test
    void aVersionWhoseKeepingWasBrokenOffIsNoneAndIsKeptAgain() throws IOException {
        String broken = versions.keep();
        Files.delete(models.resolve(".versions").resolve(broken).resolve("digests.txt"));
        Files.delete(models.resolve(".versions").resolve(broken).resolve("types.model"));
        assertThat(versions.all()).isEmpty();

        assertThat(versions.keep()).isEqualTo(broken);
        Files.writeString(models.resolve("types.model"), "second");
        versions.restore(broken);

        assertThat(models.resolve("types.model")).hasContent("first");
    }

    @Test
    void keepsTheSameStateOnce() {
        assertThat(versions.keep()).isEqualTo(versions.keep()).matches("0001-[0-9a-f]{12}");
        assertThat(versions.all()).hasSize(1);
    }

    @Test
    void refusesAVersionThatWasChangedAndTouchesNothing() throws IOException {
        String first = versions.keep();
        Files.writeString(models.resolve("types.model"), "second");
        Files.writeString(models.resolve(".versions").resolve(first).resolve("types.model"), "forged");

        assertThatThrownBy(() -> versions.restore(first))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(first);
        assertThat(models.resolve("types.model")).hasContent("second");
    }

    @Test
    void refusesAVersionThatDoesNotExist() {
        assertThatThrownBy(() -> versions.restore("0007-000000000000"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0007-000000000000");
    }
}
