package org.kartoteka.archive.stack;

import java.util.Locale;

/** Why a pass was not put together with another: its pages are documents of their own, which a person should look at. */
public enum Apart {
    /** No file with the other side came in time. */
    OTHER_SIDE_MISSING,
    /** The file with the other side was set aside. */
    OTHER_SIDE_UNREADABLE,
    /** They have not as many pages as they must, or one of them is no plain scan. */
    SIDES_DO_NOT_FIT,
    /** More than one file came for the same side, so nobody can tell which belong together. */
    TOO_MANY_PASSES;

    /** As a document that is to be looked at names it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
