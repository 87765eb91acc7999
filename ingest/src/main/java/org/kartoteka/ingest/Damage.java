package org.kartoteka.ingest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What is wrong with a damaged file: the {@code what} of a {@link Refusal}. People are told in words, by their code. */
public enum Damage {
    PDF_CUT_OFF,
    PDF_STRUCTURE,
    PDF_PAGE_TREE,
    PDF_PAGE_TREE_LOOP,
    PDF_PAGES_MISSING,
    PDF_CONTENT_MISSING,
    PDF_PAGE_CONTENT,
    PDF_PAGE_SIZE,
    PDF_IMAGE_DATA,
    TIFF_CUT_OFF,
    TIFF_HEADER,
    TIFF_DIRECTORY,
    TIFF_DIRECTORY_LOOP,
    TIFF_NO_IMAGE,
    JPEG_CUT_OFF,
    JPEG_START,
    JPEG_MARKER,
    JPEG_FRAME,
    PNG_CUT_OFF,
    PNG_START,
    PNG_HEADER,
    PNG_CHECKSUM,
    PNG_IMAGE,
    GIF_CUT_OFF,
    BMP_CUT_OFF,
    WEBP_CUT_OFF,
    WEBP_HEADER,
    IMAGE_SIZE,
    IMAGE_DATA,
    TEXT_IS_BINARY,
    DOCUMENT_STRUCTURE,
    MAIL_STRUCTURE,
    OUTLOOK_MAIL,
    XML_EXTERNAL_ENTITY,
    PACKAGE,
    CONTAINER,
    CONTENT,
    ZIP_DIRECTORY,
    ZIP_ENTRY,
    ENDS_TOO_EARLY;

    /** As it stands in events, such as {@code pdf-cut-off}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The refusal of a file that is damaged so. */
    public Refusal refusal() {
        return refusal(Map.of());
    }

    /** The same with details for whoever looks into it. */
    public Refusal refusal(Map<String, String> details) {
        Map<String, String> all = new HashMap<>(details);
        all.put("what", code());
        return new Refusal(Refusal.Code.DAMAGED, all);
    }
}
