package org.kartoteka.archive.document;

/** A value cannot be what a person said it is. Nothing was changed. */
public final class InvalidCorrection extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String part;

    InvalidCorrection(String part, String why) {
        super(part.isEmpty() ? why : part + ": " + why);
        this.part = part;
    }

    /** {@code type}, {@code languages} or the name of a field; empty where it is none of them alone. */
    public String part() {
        return part;
    }
}
