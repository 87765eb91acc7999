package org.kartoteka.archive.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import org.kartoteka.archive.store.Digest;

/**
 * Names the passes of one day that lay in one folder under one name: {@code yyyyMMdd-<16 hex digits>}. Folder and name go
 * into it by their digest alone, since a name may be personal and chains are for ever.
 */
public record StackId(String value) {
    private static final Pattern VALID = Pattern.compile("\\d{8}-[0-9a-f]{16}");
    private static final int DIGITS = 16;

    public StackId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of a stack: " + value);
        }
    }

    /**
     * @param day {@code yyyyMMdd}, UTC, of the pass that arrived first
     * @param folder in which the files lay
     * @param key what both sides have in common: the file's name without the word for the side, or what a cover sheet says
     */
    public static StackId of(String day, String folder, String key) {
        String hex = Digest.of((folder + '\n' + key).getBytes(UTF_8)).hex();
        return new StackId(day + "-" + hex.substring(0, DIGITS));
    }

    @Override
    public String toString() {
        return value;
    }
}
