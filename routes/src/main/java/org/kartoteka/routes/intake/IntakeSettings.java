package org.kartoteka.routes.intake;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;

/**
 * How patient intake is.
 *
 * @param scanEvery how often the inbox is looked through
 * @param waits how long a file must be left unchanged
 * @param keepDone how long files of archived batches stay in {@code done}
 * @param limits what is too much
 * @param words the folder names with a meaning
 * @param zone of the dates in {@code done}
 * @param passes what the names of files tell of stacks scanned in two passes
 */
public record IntakeSettings(
        Duration scanEvery, Waits waits, Duration keepDone, Limits limits, Words words, ZoneId zone, PassNames passes) {
    /** Where names of files tell nothing. */
    public IntakeSettings(Duration scanEvery, Waits waits, Duration keepDone, Limits limits, Words words, ZoneId zone) {
        this(scanEvery, waits, keepDone, limits, words, zone, PassNames.NONE);
    }

    /** Usual values, without any known document type. */
    public static final IntakeSettings DEFAULT = new IntakeSettings(
            Duration.ofMillis(250),
            Waits.DEFAULT,
            Duration.ofDays(14),
            Limits.DEFAULT,
            new Words(Set.of("lv", "lt", "cs", "ru", "kk", "en"), Set.of()),
            ZoneId.of("UTC"));

    /**
     * Times without change after which something follows.
     *
     * @param stable a file whose format has ended is taken
     * @param stableUnknown a file of a format whose end cannot be told is taken
     * @param empty a file with nothing in it is refused
     * @param incomplete a file whose format has not ended is taken all the same
     * @param unreadable a file that may not be read is refused
     * @param sidecarAlone a sidecar whose file has not come is refused
     * @param temporaryShown a file with a temporary name is shown as waiting
     */
    public record Waits(
            Duration stable,
            Duration stableUnknown,
            Duration empty,
            Duration incomplete,
            Duration unreadable,
            Duration sidecarAlone,
            Duration temporaryShown) {
        public static final Waits DEFAULT = new Waits(
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofMinutes(5));
    }

    /**
     * What is too much.
     *
     * @param folderDepth folders below the inbox, one inside the other
     * @param entries looked at in one scan; the others' turn comes when these are gone
     * @param uploadBytes of one upload
     */
    public record Limits(int folderDepth, int entries, long uploadBytes) {
        public static final Limits DEFAULT = new Limits(12, 20_000, 500L << 20);
    }

    /**
     * Folder names that hint.
     *
     * @param languages ISO 639-1
     * @param types codes of document types
     */
    public record Words(Set<String> languages, Set<String> types) {
        public Words {
            languages = Set.copyOf(languages);
            types = Set.copyOf(types);
        }
    }
}
