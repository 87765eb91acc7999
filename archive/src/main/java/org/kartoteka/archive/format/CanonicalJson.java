package org.kartoteka.archive.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One way to write a JSON object: members sorted by name, no white space, UTF-8, shortest escapes, whole numbers only
 * (RFC 8785 without fractions). Equal objects have equal bytes, whatever program wrote them.
 *
 * <p>Values are {@code String}, {@code Boolean}, {@code Integer}, {@code Long}, {@code List} and {@code Map} with string
 * keys; nothing is ever null. What is read has {@code Long} for every number.
 */
public final class CanonicalJson {
    static final int DEPTH_MAX = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CanonicalJson() {}

    /** @throws IllegalArgumentException a value is of another kind, or nested too deep */
    public static byte[] encode(Map<String, ?> object) {
        return text(object).getBytes(UTF_8);
    }

    static String text(Map<String, ?> object) {
        StringBuilder out = new StringBuilder(256);
        write(out, object, 0);
        return out.toString();
    }

    /** @throws MalformedJson the bytes are not one JSON object in canonical form */
    public static Map<String, Object> decode(byte[] bytes) {
        try {
            @SuppressWarnings("unchecked")
            Map<String, Object> object = MAPPER.readValue(bytes, Map.class);
            if (!java.util.Arrays.equals(encode(object), bytes)) {
                throw new MalformedJson("not in canonical form");
            }
            return object;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new MalformedJson("not a JSON object of the archive: " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse("unreadable");
    }

    private static void write(StringBuilder out, Object value, int depth) {
        if (depth > DEPTH_MAX) {
            throw new IllegalArgumentException("nested deeper than " + DEPTH_MAX);
        }
        switch (value) {
            case String text -> writeString(out, text);
            case Boolean truth -> out.append(truth.booleanValue());
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case List<?> list -> writeList(out, list, depth);
            case Map<?, ?> map -> writeMap(out, map, depth);
            case null ->
                throw new IllegalArgumentException("null has no place in a stored object: leave the member out");
            default ->
                throw new IllegalArgumentException("a stored object cannot hold a "
                        + value.getClass().getSimpleName() + "; write fractions and times as text");
        }
    }

    private static void writeList(StringBuilder out, List<?> list, int depth) {
        out.append('[');
        String separator = "";
        for (Object item : list) {
            out.append(separator);
            write(out, item, depth + 1);
            separator = ",";
        }
        out.append(']');
    }

    private static void writeMap(StringBuilder out, Map<?, ?> map, int depth) {
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((name, value) -> sorted.put((String) name, value));
        out.append('{');
        String separator = "";
        for (Map.Entry<String, Object> member : sorted.entrySet()) {
            out.append(separator);
            writeString(out, member.getKey());
            out.append(':');
            write(out, member.getValue(), depth + 1);
            separator = ",";
        }
        out.append('}');
    }

    private static void writeString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ' || isLone(text, i)) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Half a surrogate pair has no UTF-8 form, but may stand in the name of a file. */
    private static boolean isLone(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
