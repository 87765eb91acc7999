package org.kartoteka.routes.indexing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.routes.RetryLater;
import org.kartoteka.routes.Steps;
import org.kartoteka.routes.WorkTransport;

/** From hints that documents are to be indexed to a durable search index, some documents at a time. */
public final class IndexingRoute extends RouteBuilder {
    private static final int TOGETHER_MAX = 50;

    /** Hints that are taken back are waited for one by one, each by a thread. */
    private static final int WAITING_MAX = 16;

    private static final long TOGETHER_WITHIN_MILLISECONDS = 200;
    private static final String IDS = "documents";

    private final IndexDocuments indexDocuments;
    private final IndexTogether indexTogether;
    private final WorkTransport transport;
    private final Duration firstRetryAfter;

    public IndexingRoute(IndexDocuments indexDocuments, WorkTransport transport, Duration firstRetryAfter) {
        this.indexDocuments = indexDocuments;
        this.indexTogether = new IndexTogether(indexDocuments, TOGETHER_MAX);
        this.transport = transport;
        this.firstRetryAfter = firstRetryAfter;
    }

    @Override
    public void configure() {
        boolean waits = !transport.takesBack();
        onException(IndexTogether.Refused.class)
                .logExhausted(false)
                .handled(false)
                .process(this::end);
        onException(Exception.class)
                .onWhen(exchange -> RetryLater.helps(Steps.failure(exchange)))
                .maximumRedeliveries(3)
                .redeliveryDelay(firstRetryAfter.toMillis())
                .useExponentialBackOff()
                .backOffMultiplier(3)
                .logRetryAttempted(false)
                .logExhausted(false)
                .handled(waits)
                .process(this::postpone);
        onException(Exception.class).logExhausted(false).handled(waits).process(this::postpone);

        if (waits) {
            indexByGroups();
        } else {
            indexOneByOne();
        }
    }

    /** The hint is done with when it came: what fails waits for the sweep. */
    private void indexByGroups() {
        from(transport.source(WorkList.Kind.INDEX, 1))
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
                .process(this::end);
    }

    /** The hint is done with when its document is durable. */
    private void indexOneByOne() {
        from(transport.source(WorkList.Kind.INDEX, WAITING_MAX))
                .routeId("indexing")
                .process(Steps.make(String.class, this::accept))
                .process(exchange -> exchange.setProperty(IDS, new Ids(ids(exchange))))
                .process(exchange -> idsOf(exchange).forEach(indexTogether::index))
                .process(this::end);
    }

    private Optional<List<DocumentId>> accept(String id) {
        DocumentId document = new DocumentId(id);
        return transport.accept(WorkList.Kind.INDEX, id) ? Optional.of(List.of(document)) : Optional.empty();
    }

    private void end(Exchange exchange) {
        indexDocuments.end(idsOf(exchange));
    }

    private void postpone(Exchange exchange) {
        indexDocuments.postpone(idsOf(exchange), Steps.failure(exchange));
        end(exchange);
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
