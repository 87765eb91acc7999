package org.kartoteka.ingest;

import java.util.Optional;

/** What folder or sidecar say of a scan. A hint weighs; it does not decide, but for {@code caseReference}. */
public record Hints(Optional<String> language, Optional<String> type, Optional<String> caseReference) {
    public static final Hints NONE = new Hints(Optional.empty(), Optional.empty(), Optional.empty());
}
