package org.kartoteka.server.wiring;

import java.util.Optional;

/** The program's version, as the build wrote it into the jar. */
final class Version {
    private Version() {}

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
