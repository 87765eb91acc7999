package org.kartoteka.routes.reading;

import static org.kartoteka.routes.Steps.make;
import static org.kartoteka.routes.Steps.take;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.routes.RetryLater;
import org.kartoteka.routes.Steps;
import org.kartoteka.routes.WorkTransport;
import org.kartoteka.routes.intake.IntakeRoute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the hint that a batch waits to its documents in the archive. Every step may be repeated; a step that fails for the
 * machine's sake is tried again here a few times, then by the sweep.
 */
public final class ReadingRoute extends RouteBuilder {
    private static final Logger log = LoggerFactory.getLogger(ReadingRoute.class);

    /** The id the hint carried, while bodies change. */
    private static final String ID = "batch";

    private static final String OPENED = "opened";

    private static final String BEGUN = "begun";

    private static final String ACCEPTED = "accepted";

    private final ReadingRoom room;
    private final WorkTransport transport;

    public ReadingRoute(ReadingRoom room, WorkTransport transport) {
        this.room = room;
        this.transport = transport;
    }

    @Override
    public void configure() {
        boolean waits = !transport.takesBack();
        onException(Exception.class)
                .onWhen(exchange -> RetryLater.helps(Steps.failure(exchange)))
                .maximumRedeliveries(room.policy().retries())
                .redeliveryDelay(room.policy().firstRetryAfter().toMillis())
                .useExponentialBackOff()
                .backOffMultiplier(3)
                .logRetryAttempted(false)
                .logExhausted(false)
                .handled(waits)
                .process(this::handleFailure);
        onException(Exception.class).logExhausted(false).handled(waits).process(this::handleFailure);
        onCompletion()
                .modeBeforeConsumer()
                .onWhen(exchange -> exchange.getProperty(ACCEPTED) != null)
                .process(this::end)
                .setBody(exchange -> new BatchId(id(exchange)))
                .to(IntakeRoute.SETTLE);

        from(transport.source(WorkList.Kind.READ, room.policy().batchesAtOnce()))
                .routeId("reading")
                .setHeader(ID, body())
                .process(make(String.class, this::accept))
                .setProperty(ACCEPTED, constant(true))
                .process(make(String.class, room.openBatch()::open))
                .setProperty(OPENED, constant(true))
                .process(make(Batch.class, room.passes()::open))
                .process(make(Batch.class, room.beginAttempt()::begin))
                .setProperty(BEGUN, constant(true))
                .process(make(Batch.class, room.examineOriginal()::examine))
                .process(step((job, exchange) -> room.readPages().read(job, () -> isStopping(exchange))))
                .process(make(ReadingJob.class, room.divideBatch()::divide))
                .process(step((job, exchange) -> room.ingestDocuments().ingest(job, () -> isStopping(exchange))))
                .process(take(Batch.class, batch -> room.inHand().succeeded(WorkList.Kind.READ, id(batch))));
    }

    /** A step that makes something of the job. */
    @FunctionalInterface
    private interface JobStep {
        Object run(ReadingJob job, Exchange exchange) throws Exception;
    }

    private static org.apache.camel.Processor step(JobStep step) {
        return exchange -> exchange.getMessage()
                .setBody(step.run(exchange.getMessage().getMandatoryBody(ReadingJob.class), exchange));
    }

    private static boolean isStopping(Exchange exchange) {
        return exchange.getContext().isStopping() || exchange.getContext().isStopped();
    }

    private Optional<String> accept(String id) {
        String batch = new BatchId(id).value();
        return transport.accept(WorkList.Kind.READ, batch) ? Optional.of(batch) : Optional.empty();
    }

    /** A hint that names no batch is none of ours: whoever brought it sets it aside. */
    private void handleFailure(Exchange exchange) {
        if (exchange.getProperty(ACCEPTED) != null) {
            room.handleFailure().handle(id(exchange), Steps.failure(exchange));
        }
    }

    /** Whatever happened: the batch is out of hand, and its scratch space is free. */
    private void end(Exchange exchange) {
        BatchId id = new BatchId(id(exchange));
        transport.finished(WorkList.Kind.READ, id.value());
        room.scratch().clear(id);
        if (exchange.getProperty(BEGUN) != null) {
            room.beginAttempt().end(id);
        }
        if (exchange.getProperty(OPENED) != null) {
            room.batches()
                    .find(id)
                    .filter(batch -> batch.state() != Batch.State.WAITING)
                    .ifPresent(this::ended);
        }
    }

    private void ended(Batch batch) {
        room.meters().ended(batch);
        log.atInfo()
                .addKeyValue("batch", batch.id())
                .addKeyValue("state", batch.state())
                .addKeyValue("documents", batch.division().size())
                .addKeyValue(
                        "reason",
                        batch.reason().map(reason -> reason.code().name()).orElse(""))
                .log("batch ended");
    }

    private static String id(Batch batch) {
        return batch.id().value();
    }

    private static String id(Exchange exchange) {
        String id = exchange.getMessage().getHeader(ID, String.class);
        if (id == null) {
            throw new IllegalStateException("the batch id got lost on the way");
        }
        return id;
    }
}
