package org.kartoteka.ingest;

import java.nio.file.Path;

/**
 * @param file of the part
 * @param mediaType of the part, as examined
 * @param pageNumber in the part, from 1
 * @param imageTarget where to write the page image; the extension follows from the result's media type
 */
public record PageRequest(Path file, String mediaType, int pageNumber, Hints hints, Path imageTarget) {}
