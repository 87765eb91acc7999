package org.kartoteka.archive.casefile;

/** A value cannot be what a person said it is. Nothing was changed. */
public final class InvalidCaseFile extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String part;

    InvalidCaseFile(String part, String why) {
        super(part.isEmpty() ? why : part + ": " + why);
        this.part = part;
    }

    /** {@code title}, {@code customers}, {@code contracts}, {@code assignee}, {@code note}; empty where it is none of them alone. */
    public String part() {
        return part;
    }
}
