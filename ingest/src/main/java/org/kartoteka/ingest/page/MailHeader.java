package org.kartoteka.ingest.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.Field;

/** Header fields of a mail or of a part of it, decoded for people: encoded words, RFC 2231 parameters, plain 8-bit text. */
final class MailHeader {
    private static final int FIELD_CHARACTERS_MAX = 2_000;

    private final Map<String, String> fields = new LinkedHashMap<>();

    /** Keeps the first field of each name. */
    void add(Field field) {
        byte[] raw = field.getRaw().toByteArray();
        String line = TextCharset.decode(raw, null);
        int colon = line.indexOf(':');
        String value = colon < 0 ? "" : line.substring(colon + 1).replaceAll("\r?\n[ \t]?", " ");
        String cut = value.substring(0, Math.min(value.length(), 4 * FIELD_CHARACTERS_MAX));
        fields.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), cut.strip());
    }

    /** Decoded, on one line; empty where there is none. */
    String text(String name) {
        String decoded = decodeWords(fields.getOrDefault(name, ""));
        String line = decoded.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.substring(0, Math.min(line.length(), FIELD_CHARACTERS_MAX));
    }

    /** The part before the parameters, in small letters. */
    String value(String name) {
        String value = fields.getOrDefault(name, "");
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /** The decoded name of an attached file; empty where there is none. */
    String fileName() {
        String disposed = parameter("content-disposition", "filename");
        String name = disposed.isEmpty() ? parameter("content-type", "name") : disposed;
        return name.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** A parameter of a field, decoded; empty where there is none. */
    String parameter(String field, String name) {
        Map<String, String> parameters = parameters(fields.getOrDefault(field, ""));
        String plain = parameters.get(name);
        if (plain != null) {
            return decodeWords(plain);
        }
        // RFC 2231: name*=charset'language'percent-encoded, or in pieces name*0*, name*1, …
        TreeMap<Integer, String> pieces = new TreeMap<>();
        boolean encoded = false;
        for (Map.Entry<String, String> entry : parameters.entrySet()) {
            String key = entry.getKey();
            if (!key.startsWith(name + "*")) {
                continue;
            }
            encoded |= key.endsWith("*");
            String digits = key.replaceAll("\\D", "");
            pieces.put(digits.isEmpty() || digits.length() > 3 ? 0 : Integer.parseInt(digits), entry.getValue());
        }
        String joined = String.join("", pieces.values());
        return encoded ? decodePercent(joined) : decodeWords(joined);
    }

    private static Map<String, String> parameters(String field) {
        Map<String, String> parameters = new LinkedHashMap<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (quoted && c == '\\' && i + 1 < field.length()) {
                part.append(field.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                put(parameters, part);
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        put(parameters, part);
        return parameters;
    }

    private static void put(Map<String, String> parameters, StringBuilder part) {
        int equals = part.indexOf("=");
        if (equals > 0) {
            String key = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            parameters.putIfAbsent(key, part.substring(equals + 1).strip());
        }
    }

    private static String decodeWords(String text) {
        try {
            return DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT);
        } catch (RuntimeException _) {
            // An unknown charset in the word: better as it stands than not at all.
            return text;
        }
    }

    private static String decodePercent(String text) {
        String[] parts = text.split("'", 3);
        String encoded = parts[parts.length - 1];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            int high = c == '%' && i + 2 < encoded.length() + 0 ? Character.digit(encoded.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(encoded.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return new String(bytes.toByteArray(), charset(parts.length == 3 ? parts[0] : ""));
    }

    private static Charset charset(String name) {
        try {
            return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException _) {
            return StandardCharsets.UTF_8;
        }
    }
}
