package org.kartoteka.ingest.image;

import java.util.Map;
import org.kartoteka.ingest.Refusal;

/** An image that cannot be made a picture; carries the reason for people. */
public final class UnreadableImage extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public UnreadableImage(Refusal.Code code, Map<String, String> details) {
        super("cannot read image: " + code + " " + details);
        this.refusal = new Refusal(code, details);
    }

    /** The reason. */
    public Refusal refusal() {
        return refusal;
    }
}
