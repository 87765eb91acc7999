package org.kartoteka.ingest.ocr;

/** The engine could not recognise a page. */
public final class OcrFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OcrFailed(String message) {
        super(message);
    }
}
