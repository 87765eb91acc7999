package org.kartoteka.routes.upkeep;

import static org.kartoteka.routes.Steps.run;

import java.time.Duration;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** Sweeps at start, from then on regularly, and soon after a server is back. */
public final class UpkeepRoute extends RouteBuilder {
    private static final int LOOK_MILLISECONDS = 2_000;

    private final SweepWork sweepWork;
    private final Duration every;

    public UpkeepRoute(SweepWork sweepWork, Duration every) {
        this.sweepWork = sweepWork;
        this.every = every;
    }

    @Override
    public void configure() {
        onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.WARN, "sweep failed, will be tried again: ${exception.class.simpleName}");

        from("scheduler:work-sweep?useFixedDelay=true&initialDelay=500&delay=" + LOOK_MILLISECONDS)
                .routeId("work-sweep")
                .process(run(() -> sweepWork.sweepEvery(every)));
    }
}
