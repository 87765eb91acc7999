package org.kartoteka.server.search;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.kartoteka.analysis.TextAnalysis;

/** Analyses to be used by one thread at a time: they remember stems, and cost a little to make. */
public final class AnalysisPool {
    private static final int KEPT_MAX = 8;

    private final ConcurrentLinkedDeque<Both> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger kept = new AtomicInteger();

    /** The same analysis for texts and for queries. */
    public record Both(TextAnalysis texts, QueryAnalysis queries) {}

    public <T> T with(Function<Both, T> work) {
        Both taken = take();
        try {
            return work.apply(taken);
        } finally {
            giveBack(taken);
        }
    }

    public Both take() {
        Both found = idle.pollFirst();
        if (found != null) {
            kept.decrementAndGet();
            return found;
        }
        TextAnalysis texts = new TextAnalysis();
        return new Both(texts, new QueryAnalysis(texts));
    }

    public void giveBack(Both both) {
        if (kept.incrementAndGet() <= KEPT_MAX) {
            idle.addFirst(both);
        } else {
            kept.decrementAndGet();
        }
    }
}
