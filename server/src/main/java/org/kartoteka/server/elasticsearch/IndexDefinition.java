package org.kartoteka.server.elasticsearch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kartoteka.archive.search.SearchQuery;
import org.kartoteka.server.search.IndexFields;

/** Settings and mapping of a new index, as the cluster wants them. */
final class IndexDefinition {
    /** The name of the analyser in the plugin. */
    static final String ANALYZER = "kartoteka_pages";

    /** How many chars of text a document has. */
    static final String CHARS = "chars";

    /** Marks an entry that was taken away: it is found by nothing, and keeps late writes out. */
    static final String REMOVED = "removed";

    private IndexDefinition() {}

    static Map<String, Object> of(ElasticsearchSettings settings, String alias, Map<String, Object> meta) {
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("number_of_shards", settings.shards());
        index.put("number_of_replicas", settings.replicas());
        // Whoever puts a document refreshes; this is for what a node that died left.
        index.put("refresh_interval", "30s");
        index.put("max_result_window", SearchQuery.OFFSET_MAX + SearchQuery.LIMIT_MAX);
        // An acknowledged document survives a crash: flush() relies on it.
        index.put("translog", Map.of("durability", "request"));
        return Map.of(
                "settings",
                Map.of("index", index),
                "mappings",
                Map.of("dynamic", "strict", "_meta", meta, "properties", properties()),
                "aliases",
                Map.of(alias, Map.of()));
    }

    private static Map<String, Object> properties() {
        Map<String, Object> found = Map.of("type", "keyword", "doc_values", false, "norms", false);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(IndexFields.ID, Map.of("type", "keyword", "index", false));
        properties.put(IndexFields.VERSION, Map.of("type", "long", "index", false));
        properties.put(IndexFields.RECEIVED, Map.of("type", "long", "index", false));
        properties.put(IndexFields.DAY, Map.of("type", "integer"));
        properties.put(REMOVED, Map.of("type", "boolean"));
        IndexFields.FACETS.forEach(facet -> properties.put(facet, Map.of("type", "keyword")));
        properties.put(IndexFields.CASE_KEY, found);
        properties.put(IndexFields.VALUE, found);
        properties.put(IndexFields.NAME, found);
        properties.put(IndexFields.FINGERPRINT, found);
        properties.put(IndexFields.TEXT, Map.of("type", "text", "analyzer", ANALYZER));
        properties.put(CHARS, Map.of("type", "long", "index", false, "doc_values", false));
        properties.put(IndexFields.HEAD, Map.of("type", "object", "enabled", false));
        return properties;
    }
}
