package org.kartoteka.ingest.worker;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.ComposeResult;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.PageRequest;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.Provenance;
import org.kartoteka.ingest.ReadingSettings;

/**
 * What pool and worker say to each other: paths, settings and results, never the bytes of a file. Strictly one request,
 * one reply; a reply carries the id of its request.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
sealed interface WorkerMessage {
    /** Links a reply to its request. */
    long id();

    /** From the pool. */
    sealed interface Request extends WorkerMessage {}

    /** From the worker. */
    sealed interface Reply extends WorkerMessage {}

    /** The first request: open the reader made by the factory class of this name. */
    record Open(long id, String factory, ReadingSettings settings) implements Request {}

    record Examine(long id, ExamineRequest request) implements Request {}

    record ReadPage(long id, PageRequest request) implements Request {}

    record Compose(long id, ComposeRequest request) implements Request {}

    /** The reader is open. */
    record Ready(long id, String recipe, Provenance provenance) implements Reply {}

    record ExamineDone(long id, ExamineResult result) implements Reply {}

    record PageDone(long id, PageResult result) implements Reply {}

    record ComposeDone(long id, ComposeResult result) implements Reply {}

    /** The reader threw, which it promised not to. {@code exception} is the name of the class: messages may hold text. */
    record Failed(long id, String exception) implements Reply {}
}
