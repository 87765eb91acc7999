package org.kartoteka.archive.casefile;

import org.kartoteka.archive.format.MalformedJson;

/** By what a document came into a case file. */
public enum HowFiled {
    /** The reference is printed on a page. */
    REFERENCE("reference"),
    /** A cover sheet before the document says so. */
    COVER_SHEET("cover-sheet"),
    /** The folder into which the file was dropped says so. */
    FOLDER("folder"),
    /** It was said with the file: in a sidecar, or at the upload. */
    GIVEN("given"),
    /** The one open case file of the customer whose number it bears. */
    CUSTOMER("customer"),
    /** The one open case file of the contract whose number it bears. */
    CONTRACT("contract"),
    /** A person filed it. */
    HAND("hand"),
    /** A person corrected the reference on it. */
    CORRECTION("correction"),
    /** Filed by a program that did not note it. */
    UNKNOWN("unknown");

    private final String text;

    HowFiled(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** @throws MalformedJson there is no such way */
    public static HowFiled of(String text) {
        for (HowFiled how : values()) {
            if (how.text.equals(text)) {
                return how;
            }
        }
        throw new MalformedJson("no way of filing: " + text);
    }

    /** Whether it follows from the reference that the document was said to have, so that a corrected reference undoes it. */
    public boolean isByReference() {
        return switch (this) {
            case REFERENCE, COVER_SHEET, FOLDER, GIVEN, CORRECTION, UNKNOWN -> true;
            case CUSTOMER, CONTRACT, HAND -> false;
        };
    }
}
