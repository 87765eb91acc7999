package org.kartoteka.server.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link LocalElasticsearch} of this process, started for the first that wants it and stopped after the
 * last. Where it cannot run, they are skipped with the reason.
 */
public final class ElasticsearchServer implements BeforeAllCallback, ParameterResolver {
    private static final Path FOLDER = Path.of("target", "elasticsearch").toAbsolutePath();

    private record Started(Optional<LocalElasticsearch> node, String obstacle) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (node.isPresent()) {
                node.get().close();
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Started started = started(context);
        Assumptions.assumeTrue(started.node().isPresent(), started.obstacle());
        started.node()
                .ifPresent(node -> System.out.println(context.getDisplayName() + " ran against Elasticsearch "
                        + node.version() + " (one local node)"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalElasticsearch.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return started(context).node().orElseThrow();
    }

    private static Started started(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent("local-elasticsearch", key -> start(), Started.class);
    }

    private static Started start() {
        Optional<String> obstacle = LocalElasticsearch.obstacle();
        if (obstacle.isPresent()) {
            return new Started(Optional.empty(), obstacle.get());
        }
        try {
            return new Started(Optional.of(LocalElasticsearch.start(FOLDER)), "");
        } catch (IOException e) {
            throw new UncheckedIOException("Elasticsearch did not start", e);
        }
    }
}
