package org.kartoteka.archive;

/** A store holds something this program cannot take for an archive it knows. Nothing in it was touched. */
public final class UnknownFormat extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownFormat(String message) {
        super(message);
    }
}
