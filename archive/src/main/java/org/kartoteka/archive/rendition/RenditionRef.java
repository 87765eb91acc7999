package org.kartoteka.archive.rendition;

import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectKey;

/** Where a rendition is stored and what its bytes must hash to. */
public record RenditionRef(ObjectKey key, Digest digest, long sizeBytes, String mediaType) {}
