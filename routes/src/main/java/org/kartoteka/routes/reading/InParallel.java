package org.kartoteka.routes.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import org.kartoteka.routes.RetryLater;

/**
 * Does the same with each of many things, a few at a time. The first failure lets those under way finish, begins no other,
 * and is thrown.
 */
final class InParallel {
    private final int atOnce;
    private final BooleanSupplier stopping;

    /**
     * @param stopping once true, nothing further is begun and {@link RetryLater} is thrown
     */
    InParallel(int atOnce, BooleanSupplier stopping) {
        this.atOnce = atOnce;
        this.stopping = stopping;
    }

    /** What is done with one. */
    @FunctionalInterface
    interface Work<I, O> {
        O apply(I input) throws Exception;
    }

    /** The results in the order of the inputs. */
    <I, O> List<O> map(List<I> inputs, Work<I, O> work) {
        AtomicReferenceArray<O> results = new AtomicReferenceArray<>(inputs.size());
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean ended = new AtomicBoolean();
        int lanes = Math.min(atOnce, inputs.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<Boolean> done = new ExecutorCompletionService<>(threads);
            for (int lane = 0; lane < lanes; lane++) {
                done.submit(() -> {
                    for (int i = next.getAndIncrement();
                            i < inputs.size() && !ended.get();
                            i = next.getAndIncrement()) {
                        if (stopping.getAsBoolean()) {
                            throw new RetryLater("the service stops", null);
                        }
                        results.set(i, work.apply(inputs.get(i)));
                    }
                    return true;
                });
            }
            await(done, lanes, ended);
        }
        List<O> list = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            list.add(results.get(i));
        }
        return list;
    }

    private static void await(CompletionService<Boolean> done, int lanes, AtomicBoolean ended) {
        try {
            for (int lane = 0; lane < lanes; lane++) {
                done.take().get();
            }
        } catch (ExecutionException e) {
            ended.set(true);
            throw asUnchecked(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            ended.set(true);
            Thread.currentThread().interrupt();
            throw new RetryLater("interrupted", e);
        }
    }

    private static RuntimeException asUnchecked(Throwable cause) {
        return switch (cause) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            case java.io.IOException io -> new java.io.UncheckedIOException("a step failed", io);
            default -> new IllegalStateException("a step failed", cause);
        };
    }
}
