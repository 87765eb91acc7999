package org.kartoteka.routes.intake;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Intake on folders of its own, new for each test. */
abstract class IntakeTestCase {
    /** Long enough for a whole file to be taken. */
    static final Duration A_WHILE = Duration.ofSeconds(2);

    @TempDir
    Path root;

    IntakeFixture intake;

    @BeforeEach
    final void start() {
        intake = new IntakeFixture(root);
    }
}
