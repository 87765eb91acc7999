package org.kartoteka.routes.intake;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.kartoteka.archive.identity.CaseReference;

/**
 * What the folder in which a file lay tells: {@code inbox/<channel>/[<type>/|<language>/|case/<reference>/]…}.
 *
 * @param channel the first folder; {@value #NO_CHANNEL} for what lies directly in the inbox
 * @param folder the folders below the inbox, joined by {@code /}
 * @param hints {@code language}, {@code type} and {@code case}; of two, the deeper one counts
 */
record Place(String channel, String folder, Map<String, String> hints) {
    static final String NO_CHANNEL = "inbox";

    Place {
        hints = Map.copyOf(hints);
    }

    /**
     * @param folder below the inbox, relative; empty for the inbox itself
     */
    static Place of(Path folder, IntakeSettings.Words words) {
        List<String> names = StreamSupport.stream(folder.spliterator(), false)
                .map(FileNames::shown)
                .filter(name -> !name.isEmpty())
                .toList();
        return names.isEmpty() ? new Place(NO_CHANNEL, NO_CHANNEL, Map.of()) : ofNames(names, words);
    }

    /** As {@link #of}, from the folders' names. */
    static Place ofNames(List<String> names, IntakeSettings.Words words) {
        Map<String, String> hints = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).toLowerCase(Locale.ROOT);
            Optional<CaseReference> reference =
                    name.equals("case") && i + 1 < names.size() ? caseReference(names.get(i + 1)) : Optional.empty();
            if (reference.isPresent()) {
                hints.put("case", reference.get().value());
                i++;
            } else if (words.languages().contains(name)) {
                hints.put("language", name);
            } else if (words.types().contains(name)) {
                hints.put("type", name);
            }
        }
        return new Place(names.get(0), String.join("/", names), hints);
    }

    private static Optional<CaseReference> caseReference(String text) {
        try {
            return Optional.of(CaseReference.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
