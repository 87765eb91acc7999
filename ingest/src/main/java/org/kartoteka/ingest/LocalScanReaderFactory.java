package org.kartoteka.ingest;

import org.kartoteka.ingest.worker.ScanReaderFactory;

/** Makes the reader that does real work, for worker processes. */
public final class LocalScanReaderFactory implements ScanReaderFactory {
    @Override
    public ScanReader open(ReadingSettings settings) {
        return LocalScanReader.open(settings);
    }
}
