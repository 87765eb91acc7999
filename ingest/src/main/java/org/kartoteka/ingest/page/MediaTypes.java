package org.kartoteka.ingest.page;

import java.util.Set;

/** The formats that have pages, by the media type they are examined as. */
public final class MediaTypes {
    public static final String PDF = "application/pdf";
    public static final String TIFF = "image/tiff";
    public static final String JPEG = "image/jpeg";
    public static final String PNG = "image/png";
    public static final String GIF = "image/gif";
    public static final String BMP = "image/bmp";
    public static final String WEBP = "image/webp";
    public static final String TEXT = "text/plain";
    public static final String HTML = "text/html";
    public static final String RTF = "application/rtf";
    public static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public static final String ODT = "application/vnd.oasis.opendocument.text";
    public static final String MAIL = "message/rfc822";
    public static final String OUTLOOK_MAIL = "application/vnd.ms-outlook";
    public static final String ZIP = "application/zip";

    /** Read for their text alone, by the same parser as the documents. */
    static final Set<String> OTHER_OFFICE = Set.of(
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.presentation");

    static final Set<String> IMAGES = Set.of(TIFF, JPEG, PNG, GIF, BMP, WEBP);
    static final Set<String> TEXTS = Set.of(TEXT, HTML, RTF, DOCX, ODT, MAIL, OUTLOOK_MAIL);

    private MediaTypes() {}

    /** Whether pages can be made of it. */
    public static boolean hasPages(String mediaType) {
        return mediaType.equals(PDF) || isImage(mediaType) || isText(mediaType);
    }

    public static boolean isImage(String mediaType) {
        return IMAGES.contains(mediaType);
    }

    /** Whether it is text that has to be set onto pages. */
    public static boolean isText(String mediaType) {
        return TEXTS.contains(mediaType) || OTHER_OFFICE.contains(mediaType);
    }

    /** Whether its file is a ZIP package of XML. */
    public static boolean isPackage(String mediaType) {
        return mediaType.startsWith("application/vnd.openxmlformats-officedocument.")
                || mediaType.startsWith("application/vnd.oasis.opendocument.");
    }
}
