package org.kartoteka.routes.indexing;

import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.routes.InProcessHints;
import org.kartoteka.routes.RetryLater;
import org.kartoteka.routes.Steps;

/** From hints that documents are to be indexed to a durable search index, some documents at a time. */
public final class IndexingRoute extends RouteBuilder {
    private static final int TOGETHER_MAX = 50;
    private static final long TOGETHER_WITHIN_MILLISECONDS = 200;
    private static final String IDS = "documents";

    private final IndexDocuments indexDocuments;
    private final Duration firstRetryAfter;

    public IndexingRoute(IndexDocuments indexDocuments, Duration firstRetryAfter) {
        this.indexDocuments = indexDocuments;
        this.firstRetryAfter = firstRetryAfter;
    }

    @Override
    public void configure() {
        onException(Exception.class)
                .onWhen(exchange -> RetryLater.helps(Steps.failure(exchange)))
                .maximumRedeliveries(3)
                .redeliveryDelay(firstRetryAfter.toMillis())
                .useExponentialBackOff()
                .backOffMultiplier(3)
                .logRetryAttempted(false)
                .logExhausted(false)
                .handled(true)
                .process(this::postpone);
        onException(Exception.class).logExhausted(false).handled(true).process(this::postpone);

        from(InProcessHints.queue(WorkList.Kind.INDEX))
                .routeId("index-hints")
                .aggregate(constant(true), new GroupedBodyAggregationStrategy())
                .completionSize(TOGETHER_MAX)
                .completionTimeout(TOGETHER_WITHIN_MILLISECONDS)
                .completionTimeoutCheckerInterval(TOGETHER_WITHIN_MILLISECONDS / 4)
                .to("direct:index-documents");

        from("direct:index-documents")
                .routeId("indexing")
                .process(exchange -> exchange.setProperty(IDS, new Ids(ids(exchange))))
                .process(exchange -> indexDocuments.index(idsOf(exchange)))
                .process(exchange -> indexDocuments.end(idsOf(exchange)));
    }

    private void postpone(Exchange exchange) {
        indexDocuments.postpone(idsOf(exchange), Steps.failure(exchange));
        indexDocuments.end(idsOf(exchange));
    }

    private static List<DocumentId> ids(Exchange exchange) {
        List<?> hints = exchange.getMessage().getBody(List.class);
        return hints == null
                ? List.of()
                : hints.stream()
                        .map(String::valueOf)
                        .distinct()
                        .map(DocumentId::new)
                        .toList();
    }

    /** The ids as they were noted when they came, so that all steps see the same. */
    private static List<DocumentId> idsOf(Exchange exchange) {
        return exchange.getProperty(IDS) instanceof Ids ids ? ids.all() : List.of();
    }

    private record Ids(List<DocumentId> all) {}
}
