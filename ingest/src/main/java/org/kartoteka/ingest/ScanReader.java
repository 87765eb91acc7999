package org.kartoteka.ingest;

/**
 * Reads scans: a file in, pages, text and meaning out.
 *
 * <p>Same bytes, settings and models give the same result. Every expected failure is a value; an exception means that the
 * reader itself is gone. Any number of threads may call; calls wait for a free worker, in the order they came.
 *
 * <p>Implementations: {@code LocalScanReader} does the work in this process, {@code WorkerPool} hands it to child processes
 * with limits on memory and time. Only the latter may be given files from outside.
 */
public interface ScanReader extends AutoCloseable {
    /** Finds out what the file is, unpacks it, and counts its pages, without recognising any. */
    ExamineResult examine(ExamineRequest request);

    /** Reads one page. */
    PageResult readPage(PageRequest request);

    /** Understands one document from its pages and makes its searchable PDF. */
    ComposeResult compose(ComposeRequest request);

    /** Names engine, models and settings, short enough for a key: {@code [a-z0-9]{12}}. */
    String recipe();

    /** What {@link #recipe()} stands for. */
    Provenance provenance();

    @Override
    void close();
}
