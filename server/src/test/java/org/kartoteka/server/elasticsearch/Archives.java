package org.kartoteka.server.elasticsearch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives every test an archive of its own in a cluster. */
final class Archives {
    /** A busy machine makes no test fail. */
    static final Duration PATIENT = Duration.ofSeconds(60);

    private static final AtomicInteger NEXT = new AtomicInteger();

    private Archives() {}

    static String unusedPrefix() {
        return "t" + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet();
    }

    static ElasticsearchSettings settings(URI url, String prefix) {
        return settings(url, prefix, PATIENT, PATIENT.dividedBy(2));
    }

    static ElasticsearchSettings settings(URI url, String prefix, Duration requestTimeout, Duration queryTimeLimit) {
        return new ElasticsearchSettings(
                List.of(url),
                new ElasticsearchSettings.Anonymous(),
                Optional.empty(),
                prefix,
                1,
                0,
                Duration.ofSeconds(5),
                requestTimeout,
                1,
                queryTimeLimit);
    }
}
