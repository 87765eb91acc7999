package org.kartoteka.archive.identity;

import java.util.regex.Pattern;

/** Names a document: the id of the batch it came from, a dash and its four-digit ordinal. */
public record DocumentId(String value) implements Comparable<DocumentId> {
    private static final Pattern VALID = Pattern.compile("\\d{8}-\\d{9}-[0-9a-f]{10}-\\d{4}");

    public DocumentId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("not a document id: " + value);
        }
    }

    @Override
    public int compareTo(DocumentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
