package org.kartoteka.server.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.indices.analyze.AnalyzeToken;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kartoteka.analysis.Frame;
import org.kartoteka.analysis.SearchSchema;
import org.kartoteka.archive.search.SearchUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Finds out whether every node of the cluster analyses text as this program does. */
final class PluginCheck {
    static final String PLUGIN = "kartoteka-analysis";

    private static final Logger log = LoggerFactory.getLogger(PluginCheck.class);
    private static final String COMMAND =
            "on each node run: bin/elasticsearch-plugin install file:///…/kartoteka-analysis-plugin.zip"
                    + " and restart it (docs/operations/elasticsearch.md)";

    private final Cluster cluster;

    PluginCheck(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Why the cluster cannot be used, and what to do; empty where it can.
     *
     * @throws SearchUnavailable the cluster is away
     */
    Optional<String> refusal() {
        List<String> without = nodesWithout();
        if (!without.isEmpty()) {
            return Optional.of("the Elasticsearch nodes " + without + " lack the plugin " + PLUGIN
                    + " of schema version " + SearchSchema.VERSION + "; " + COMMAND);
        }
        return probe();
    }

    /** Names of nodes; none where the cluster does not tell. */
    private List<String> nodesWithout() {
        JsonNode nodes;
        try {
            nodes = cluster.get("list the plugins of the cluster", "/_nodes/plugins")
                    .path("nodes");
        } catch (SearchUnavailable e) {
            if (!(e.getCause() instanceof ResponseException)) {
                throw e;
            }
            log.atWarn().log("the cluster does not tell which plugins its nodes have: only one of them is asked");
            return List.of();
        }
        String wanted = "schema version " + SearchSchema.VERSION;
        List<String> without = new ArrayList<>();
        for (JsonNode node : nodes.values()) {
            boolean has = node.path("plugins").values().stream()
                    .anyMatch(plugin -> plugin.path("name").asString("").equals(PLUGIN)
                            && plugin.path("description").asString("").endsWith(wanted));
            if (!has) {
                without.add(node.path("name").asString("?"));
            }
        }
        return without;
    }

    /** Has one node analyse a text that makes the plugin tell its version. */
    private Optional<String> probe() {
        List<AnalyzeToken> tokens;
        try {
            tokens = cluster.ask(
                    "try the text analysis of the cluster",
                    client -> client.indices()
                            .analyze(request ->
                                    request.analyzer(IndexDefinition.ANALYZER).text(Frame.write(new Frame.Probe())))
                            .tokens());
        } catch (SearchUnavailable e) {
            if (e.getCause() instanceof ElasticsearchException refused && refused.status() == 400) {
                return Optional.of("the Elasticsearch cluster lacks the plugin " + PLUGIN + "; " + COMMAND);
            }
            throw e;
        }
        boolean same = tokens.size() == 1 && tokens.getFirst().token().equals(Frame.PROBE_TERM);
        return same
                ? Optional.empty()
                : Optional.of("the Elasticsearch cluster has the plugin " + PLUGIN + " of another version than "
                        + Frame.PROBE_TERM + "; " + COMMAND);
    }
}
