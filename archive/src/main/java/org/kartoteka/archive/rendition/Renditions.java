package org.kartoteka.archive.rendition;

import java.io.InputStream;
import java.util.Optional;
import org.kartoteka.archive.document.DocumentId;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;

/**
 * Stores and reads renditions. Keys are derived from what they are made of, so a repeated try finds the earlier result; the
 * first one stored stays.
 *
 * <p>A recipe names engine, models and settings by a short digest: reading again with another recipe adds renditions.
 */
public final class Renditions {
    private final ObjectStore store;

    public Renditions(ObjectStore store) {
        this.store = store;
    }

    /** {@code renditions/pages/<original>/<recipe>/<page>.<extension>}. */
    public static ObjectKey pageKey(Digest original, String recipe, int pageNumber, String extension) {
        return ObjectKey.of("renditions", "pages", original.hex(), recipe, "%05d.%s".formatted(pageNumber, extension));
    }

    /** {@code renditions/documents/<document>/<recipe>/<name>}. */
    public static ObjectKey documentKey(DocumentId document, String recipe, String name) {
        return ObjectKey.of("renditions", "documents", document.value(), recipe, name);
    }

    /** {@code renditions/components/<original>/<part>}: a file unpacked from a container such as a mail. */
    public static ObjectKey componentKey(Digest original, int part) {
        return ObjectKey.of("renditions", "components", original.hex(), "%04d".formatted(part));
    }

    /** Stores the bytes, or accepts what an earlier try stored under this key. */
    public RenditionRef put(ObjectKey key, ObjectContent content, String mediaType) {
        throw new UnsupportedOperationException("" + store);
    }

    /** As {@link #put}, of this record as JSON. */
    public RenditionRef putJson(ObjectKey key, Record value) {
        throw new UnsupportedOperationException();
    }

    /** The reference of a rendition an earlier try stored; reads it once for its digest. */
    public Optional<RenditionRef> find(ObjectKey key, String mediaType) {
        throw new UnsupportedOperationException();
    }

    public PageText pageText(RenditionRef ref) {
        throw new UnsupportedOperationException();
    }

    public DocumentReading documentReading(RenditionRef ref) {
        throw new UnsupportedOperationException();
    }

    public InputStream open(RenditionRef ref) {
        throw new UnsupportedOperationException();
    }
}
