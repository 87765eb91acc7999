package org.kartoteka.archive.review;

/** Why a person should look at a document, by the codes that readings and the index have. */
public enum ReviewReason {
    TYPE_UNSURE("type-unsure"),
    LOW_CONFIDENCE("low-confidence"),
    PAGE_FAILED("page-failed"),
    /** A value fails its check digit, or is a date that does not fit the day of arrival. */
    FIELD_DOUBTFUL("field-doubtful"),
    /** It names several cases, or one that cannot be a reference. */
    CASE_UNSURE("case-unsure"),
    /** There is text, but no language was recognised. */
    LANGUAGE_UNSURE("language-unsure");

    private final String code;

    ReviewReason(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
