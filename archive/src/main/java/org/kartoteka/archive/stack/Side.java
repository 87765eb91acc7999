package org.kartoteka.archive.stack;

import java.util.Locale;

/** Which pages of a stack one pass of the scanner holds. */
public enum Side {
    /** The fronts: pages 1, 3, 5 … */
    ODD,
    /** The backs: pages 2, 4, 6 … */
    EVEN;

    public Side other() {
        return this == ODD ? EVEN : ODD;
    }

    /** {@code odd} or {@code even}, as records and hints have it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException it is neither {@code odd} nor {@code even} */
    public static Side of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
