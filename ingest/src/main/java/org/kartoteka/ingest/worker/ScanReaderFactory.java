package org.kartoteka.ingest.worker;

import org.kartoteka.ingest.ReadingSettings;
import org.kartoteka.ingest.ScanReader;

/** Makes the reader that a worker process runs. Implementations have a public constructor without parameters. */
public interface ScanReaderFactory {
    /** Opens a reader; called once in the life of a worker process, before any file from outside is touched. */
    ScanReader open(ReadingSettings settings);
}
