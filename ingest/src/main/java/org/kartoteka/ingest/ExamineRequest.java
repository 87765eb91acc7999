package org.kartoteka.ingest;

import java.nio.file.Path;

/**
 * @param file the bytes as received; only read
 * @param fileName as it was named, for formats that cannot be told from their content
 * @param workFolder an empty folder of the caller's for unpacked components; the caller deletes it
 */
public record ExamineRequest(Path file, String fileName, Path workFolder) {}
