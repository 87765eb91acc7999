package org.kartoteka.archive.verify;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.archive.ArchiveIdentity;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.store.ObjectKey;

/** Which keys an archive may have. Where a pattern has the groups {@code part} and {@code whole}, one starts the other. */
final class KnownKeys {
    private static final String DIGEST = "(?<part>[0-9a-f]{2})/(?<whole>[0-9a-f]{64})";
    private static final String BATCH = "\\d{8}-\\d{9}-[0-9a-f]{10}";
    private static final String RECIPE = "[A-Za-z0-9_-][A-Za-z0-9._-]*";
    private static final List<Pattern> PATTERNS = List.of(
            Pattern.compile("originals/" + DIGEST),
            Pattern.compile("digests/" + DIGEST + "\\.json"),
            Pattern.compile("arrivals/(?<part>\\d{8})/(?<whole>" + BATCH + ")\\.json"),
            Pattern.compile("renditions/pages/" + DIGEST + "/" + RECIPE + "/\\d{5,}(-[2-9]|-[1-9]\\d+)?\\.[a-z0-9]+"),
            Pattern.compile("renditions/components/" + DIGEST + "/\\d{4,}"),
            Pattern.compile(
                    "renditions/documents/(?<part>\\d{8})/(?<whole>" + BATCH + "-\\d{4,})/" + RECIPE + "/" + RECIPE),
            Pattern.compile("corrections/(?<part>\\d{8})/(?<whole>" + BATCH + "-\\d{4,})/[0-9a-f]{64}\\.json"),
            Pattern.compile("notes/(?<part>)(?<whole>)[A-Z0-9][A-Z0-9-]{1,62}[A-Z0-9]/[0-9a-f]{64}\\.json"),
            Pattern.compile("models/(?<part>)(?<whole>)document-types/[0-9a-f]{64}\\.model"),
            Pattern.compile("todo/(?<part>)(?<whole>)copy/[0-9a-f-]+"),
            Pattern.compile("todo/(?<part>)(?<whole>)read/" + BATCH),
            Pattern.compile("todo/(?<part>)(?<whole>)side/" + BATCH),
            Pattern.compile("todo/(?<part>)(?<whole>)index/" + BATCH + "-\\d{4,}"),
            Pattern.compile("todo/(?<part>)(?<whole>)attempts/" + BATCH + "\\.\\d{4,}\\.(begun|failed)"),
            Pattern.compile("todo/(?<part>)(?<whole>)claims/" + BATCH + "\\.\\d{4,}"),
            Pattern.compile("todo/(?<part>)(?<whole>)review/" + BATCH + "-\\d{4,}\\.\\d{4,}"),
            Pattern.compile("lease/(?<part>)(?<whole>)[a-z0-9][a-z0-9-]*/\\d{10}"));

    private KnownKeys() {}

    static boolean knows(ObjectKey key) {
        if (key.equals(ArchiveIdentity.KEY)
                || key.equals(ArchiveIdentity.README)
                || key.equals(ArchiveIdentity.FORMAT)) {
            return true;
        }
        if (key.value().startsWith("events/")) {
            return ChainId.ofKey(key).isPresent();
        }
        for (Pattern pattern : PATTERNS) {
            Matcher matcher = pattern.matcher(key.value());
            if (matcher.matches()) {
                return matcher.group("whole").startsWith(matcher.group("part"));
            }
        }
        return false;
    }
}
