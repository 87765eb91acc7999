package org.kartoteka.routes;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes steps, which are plain methods, usable in routes. */
public final class Steps {
    private Steps() {}

    /** A step with neither input nor output. */
    @FunctionalInterface
    public interface Run {
        void run() throws Exception;
    }

    /** A step that yields something. */
    @FunctionalInterface
    public interface Give<O> {
        O run() throws Exception;
    }

    /** A step that does something with its input. */
    @FunctionalInterface
    public interface Take<I> {
        void run(I input) throws Exception;
    }

    /** A step that makes something of its input, or nothing. */
    @FunctionalInterface
    public interface Make<I, O> {
        Optional<O> run(I input) throws Exception;
    }

    /** The body stays. */
    public static Processor run(Run step) {
        return _ -> step.run();
    }

    /** The result becomes the body. */
    public static Processor give(Give<?> step) {
        return exchange -> exchange.getMessage().setBody(step.run());
    }

    /** Gets the body; the body stays. */
    public static <I> Processor take(Class<I> type, Take<I> step) {
        return exchange -> step.run(exchange.getMessage().getMandatoryBody(type));
    }

    /** Gets the body; the result becomes the body, and where there is none the exchange ends. */
    public static <I, O> Processor make(Class<I> type, Make<I, O> step) {
        return exchange -> {
            Optional<O> result = step.run(exchange.getMessage().getMandatoryBody(type));
            result.ifPresentOrElse(exchange.getMessage()::setBody, () -> exchange.setRouteStop(true));
        };
    }

    /** What went wrong in this exchange. */
    public static Throwable failure(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Throwable failure = caught == null ? exchange.getException() : caught;
        return failure == null ? new IllegalStateException("a failure without an exception") : failure;
    }
}
