package org.kartoteka.server.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.kartoteka.server.config.DataFolder;
import picocli.CommandLine.Option;

/** Which data folder a command works on. */
public final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept (default: KARTOTEKA_DATA, else ./data beside the program).")
    @Nullable
    Path data;

    /** The folder chosen, or {@code fallback} below the default one where it is not empty. */
    DataFolder folder(String fallback) {
        if (data != null) {
            return new DataFolder(data);
        }
        String environment = System.getenv("KARTOTEKA_DATA");
        if (environment != null && !environment.isBlank()) {
            return new DataFolder(Path.of(environment));
        }
        return new DataFolder(programRoot().resolve("data").resolve(fallback));
    }

    DataFolder folder() {
        return folder("");
    }

    /** Where the program was unpacked or checked out. */
    static Path programRoot() {
        return Path.of(System.getProperty("kartoteka.root", "."))
                .toAbsolutePath()
                .normalize();
    }
}
