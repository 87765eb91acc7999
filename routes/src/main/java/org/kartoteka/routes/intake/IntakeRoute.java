package org.kartoteka.routes.intake;

import static org.kartoteka.routes.Steps.give;
import static org.kartoteka.routes.Steps.make;
import static org.kartoteka.routes.Steps.run;
import static org.kartoteka.routes.Steps.take;

import java.util.Optional;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.routes.RouteMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a file in the inbox to a batch, and from a final batch to {@code done} or {@code refused}. A step that fails leaves
 * everything where it was: the next scan or sweep comes by again.
 */
public final class IntakeRoute extends RouteBuilder {
    /** Takes ids of batches that have become final; drops them when busy, the sweep finds them. */
    public static final String SETTLE = "seda:settle?size=20000&discardWhenFull=true&discardIfNoConsumers=true";

    private static final Logger log = LoggerFactory.getLogger(IntakeRoute.class);

    private final IntakeRoom room;
    private final RouteMeters meters;

    public IntakeRoute(IntakeRoom room, RouteMeters meters) {
        this.room = room;
        this.meters = meters;
    }

    @Override
    public void configure() {
        onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.WARN, "intake step failed, will be tried again: ${exception.class.simpleName}");
        long scanMilliseconds = room.settings().scanEvery().toMillis();

        if (room.duties().scansInbox()) {
            from("scheduler:inbox?useFixedDelay=true&delay=" + scanMilliseconds)
                    .routeId("inbox")
                    .process(give(room.scanInbox()::scan))
                    .split(body())
                    .process(make(FoundFile.class, room.claimFile()::claim))
                    .end()
                    .to("direct:claims");
        } else {
            from("scheduler:claims?useFixedDelay=true&delay=" + scanMilliseconds)
                    .to("direct:claims");
        }

        from("direct:claims")
                .routeId("claims")
                .process(give(room::claimsDue))
                .split(body())
                .to("seda:capture?size=500&blockWhenFull=true");

        from("seda:capture?size=500&concurrentConsumers=4")
                .routeId("capture")
                .process(make(BatchId.class, room.captureTaken()::capture))
                .process(make(Batch.class, this::endedAtOnce))
                .to(SETTLE);

        from("seda:settle?size=20000").routeId("settle").process(take(BatchId.class, room.settleTaken()::settle));

        from("scheduler:taken-sweep?useFixedDelay=true&delay="
                        + room.duties().sweepEvery().toMillis())
                .routeId("taken-sweep")
                .process(give(room::sweep))
                .split(body())
                .to(SETTLE);

        from("scheduler:refused-sweep?useFixedDelay=true&delay=10000")
                .routeId("refused-sweep")
                .process(run(room.settleTaken()::settleRefused));

        from("scheduler:done-emptying?useFixedDelay=true&delay=3600000")
                .routeId("done-emptying")
                .process(run(room.emptyDone()::empty));
    }

    /** Refused at the door, or a duplicate: nothing is to be read. */
    private Optional<BatchId> endedAtOnce(Batch batch) {
        log.atInfo()
                .addKeyValue("batch", batch.id())
                .addKeyValue("state", batch.state())
                .log("batch captured");
        if (batch.state() == Batch.State.WAITING) {
            return Optional.empty();
        }
        meters.ended(batch);
        return Optional.of(batch.id());
    }
}
