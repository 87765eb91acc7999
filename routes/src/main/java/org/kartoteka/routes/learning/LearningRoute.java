package org.kartoteka.routes.learning;

import static org.kartoteka.routes.Steps.run;

import java.time.InstantSource;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.kartoteka.archive.document.CurrentReadings;
import org.kartoteka.archive.document.DocumentCorrections;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.model.TypeModels;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.routes.Upkeep;

/** Looks regularly whether there is something to learn, on a thread of its own. */
public final class LearningRoute extends RouteBuilder {
    private final LearnTypes learnTypes;
    private final long everyMilliseconds;

    /** What of the archive learning needs. */
    public record Archive(
            DocumentCorrections corrections,
            Documents documents,
            CurrentReadings readings,
            Renditions renditions,
            TypeModels models) {}

    /** How it is done. */
    public record Parts(LearnTypes.Shipped shipped, LearningPolicy policy, long lookEveryMilliseconds) {}

    public LearningRoute(Archive archive, Parts parts, Upkeep upkeep, InstantSource clock) {
        GatherLessons lessons =
                new GatherLessons(archive.corrections(), archive.documents(), archive.readings(), archive.renditions());
        this.learnTypes = new LearnTypes(
                lessons, archive.models(), new LearnTypes.Tools(parts.shipped(), parts.policy(), upkeep, clock));
        this.everyMilliseconds = parts.lookEveryMilliseconds();
    }

    @Override
    public void configure() {
        onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.WARN, "learning failed, will be tried again: ${exception.class.simpleName}");

        from("scheduler:learning?useFixedDelay=true&initialDelay=" + everyMilliseconds + "&delay=" + everyMilliseconds)
                .routeId("learning")
                .process(run(() -> learnTypes.learnIfDue(
                        () -> getContext().isStopping() || getContext().isStopped())));
    }
}
