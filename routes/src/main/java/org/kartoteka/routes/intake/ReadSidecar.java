package org.kartoteka.routes.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.reason.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a sidecar: a JSON object with {@code language}, {@code type}, {@code case} and {@code field.<name>}, all texts; and of one
 * pass of a stack {@code pages}, {@code stack} and {@code backs}.
 *
 * <p>A sidecar that cannot be understood is refused together with its file: what it was to say may decide where the file
 * belongs, so a person mends it and drops both again.
 */
final class ReadSidecar {
    private static final int BYTES_MAX = 64 * 1024;
    private static final int VALUE_LENGTH_MAX = 1_000;
    private static final Pattern FIELD = Pattern.compile("field\\.[A-Za-z][A-Za-z0-9]{0,63}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ReadSidecar() {}

    /** What a sidecar says, or what is wrong with it. */
    sealed interface Sidecar {}

    record Described(Map<String, String> hints) implements Sidecar {
        Described {
            hints = Map.copyOf(hints);
        }
    }

    record Wrong(Problem problem) implements Sidecar {}

    /** What is wrong with a sidecar; people are told in words, by its code. */
    enum Problem {
        NOT_JSON,
        TOO_LARGE,
        UNREADABLE,
        UNKNOWN_KEY,
        BAD_VALUE,
        /** It describes a file that has not come. */
        NO_FILE;

        Reason reason() {
            return new Reason(Reason.Code.BAD_SIDECAR, Map.of("what", code()));
        }

        private String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Sidecar read(Path sidecar) {
        try (InputStream in = Files.newInputStream(sidecar, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            return bytes.length > BYTES_MAX ? new Wrong(Problem.TOO_LARGE) : parse(bytes);
        } catch (IOException e) {
            return new Wrong(Problem.UNREADABLE);
        }
    }

    static Sidecar parse(byte[] bytes) {
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (JacksonException e) {
            return new Wrong(Problem.NOT_JSON);
        }
        if (root == null || !root.isObject()) {
            return new Wrong(Problem.NOT_JSON);
        }
        Map<String, String> hints = new HashMap<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (!isKnown(property.getKey())) {
                return new Wrong(Problem.UNKNOWN_KEY);
            }
            Optional<String> value = value(property.getKey(), property.getValue());
            if (value.isEmpty()) {
                return new Wrong(Problem.BAD_VALUE);
            }
            hints.put(property.getKey(), value.get());
        }
        return new Described(hints);
    }

    private static boolean isKnown(String key) {
        return key.equals("language")
                || key.equals("type")
                || key.equals("case")
                || key.equals(PassNames.PAGES)
                || key.equals(PassNames.STACK)
                || key.equals(PassNames.BACKS)
                || FIELD.matcher(key).matches();
    }

    private static Optional<String> value(String key, JsonNode node) {
        if (!node.isString() && !node.isNumber()) {
            return Optional.empty();
        }
        String text = node.asString().strip();
        if (text.isEmpty() || text.length() > VALUE_LENGTH_MAX) {
            return Optional.empty();
        }
        return switch (key) {
            case PassNames.PAGES -> Optional.of(text).filter(Set.of("odd", "even")::contains);
            case PassNames.BACKS -> Optional.of(text).filter(Set.of("reversed", "forward")::contains);
            case PassNames.STACK -> Optional.of(PassNames.fold(text));
            case "case" -> reference(text);
            default -> Optional.of(text);
        };
    }

    private static Optional<String> reference(String text) {
        try {
            return Optional.of(CaseReference.parse(text).value());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
