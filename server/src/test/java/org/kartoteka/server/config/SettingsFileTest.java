package org.kartoteka.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsFileTest {
    private static final Path DOCUMENT =
            Path.of(System.getProperty("kartoteka.root", "..")).resolve("docs/operations/configuration.md");

    @Test
    void noFileMeansAllDefaults(@TempDir Path folder) throws IOException {
        Settings settings = SettingsFile.read(folder.resolve("none.properties"));

        assertThat(settings.web().port()).isEqualTo(8360);
        assertThat(settings.reading().languages()).containsExactly("lv", "lt", "cs", "ru", "kk", "en");
        assertThat(settings.intake().clerkLanguage()).isEqualTo("en");
    }

    @Test
    void valuesAreTakenFromTheFile() {
        Settings settings = parse("web.port", "0", "reading.languages", "lv,ru", "intake.clerk-language", "lv");

        assertThat(settings.web().port()).isZero();
        assertThat(settings.reading().languages()).containsExactly("lv", "ru");
        assertThat(settings.intake().clerkLanguage()).isEqualTo("lv");
    }

    @Test
    void anUnknownKeyStopsTheStartAndIsNamed() {
        assertThatThrownBy(() -> parse("intake.stabel-milliseconds", "5"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("intake.stabel-milliseconds");
        assertThatThrownBy(() -> parse("nonsense", "5")).hasMessageContaining("nonsense");
        assertThatThrownBy(() -> parse("Bad Key!", "5")).hasMessageContaining("Bad Key!");
    }

    @Test
    void aValueBeyondItsLimitsSaysWhichAndWhatIsAllowed() {
        assertThatThrownBy(() -> parse("web.port", "70000"))
                .hasMessageContaining("web.port must be between 0 and 65535, but is 70000");
        assertThatThrownBy(() -> parse("reading.languages", "lv,xx")).hasMessageContaining("'xx'");
    }

    @Test
    void aValueOfTheWrongKindNamesItsKey() {
        assertThatThrownBy(() -> parse("web.port", "many")).hasMessageContaining("web.port");
    }

    @Test
    void theDocumentListsEveryKeyWithItsDefault() throws IOException {
        String document = Files.readString(DOCUMENT);
        List<String> missing = new ArrayList<>();
        new TreeMap<>(SettingsFile.defaults()).forEach((key, value) -> {
            if (!document.contains("| `" + key + "` | `" + value + "` |")) {
                missing.add("| `" + key + "` | `" + value + "` |");
            }
        });

        assertThat(missing).isEmpty();
    }

    @Test
    void theTemplateThatAFirstStartWritesIsValidAndChangesNothing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("kartoteka.properties");

        SettingsFile.writeTemplate(file);

        assertThat(SettingsFile.read(file)).isEqualTo(SettingsFile.parse(new Properties(), "defaults"));
        assertThat(Files.readString(file)).contains("#web.port=8360");
    }

    private static Settings parse(String... keysAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return SettingsFile.parse(properties, "test");
    }
}
