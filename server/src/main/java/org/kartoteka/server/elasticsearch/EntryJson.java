package org.kartoteka.server.elasticsearch;

import co.elastic.clients.util.BinaryData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kartoteka.analysis.Frame;
import org.kartoteka.analysis.Identifiers;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.server.search.DocumentHead;
import org.kartoteka.server.search.DocumentTerms;
import org.kartoteka.server.search.IndexFields;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries as the cluster keeps them.
 *
 * <p>The version that the cluster compares is twice the document's, and one more where it does not come from a rebuild: of
 * the same version, what was put or removed beside a rebuild stands against what the rebuild brings.
 */
final class EntryJson {
    private final JsonMapper json;

    EntryJson(JsonMapper json) {
        this.json = json;
    }

    /** What is read of an entry; only what was asked for is there. */
    record Stored(
            @Nullable DocumentHead head,
            @Nullable String text,
            @Nullable Long chars,
            @Nullable Boolean removed) {}

    BulkWriter.Entry put(IndexedDocument document) {
        return new BulkWriter.Entry(document.id().value(), document.version() * 2 + 1, source(document));
    }

    BulkWriter.Entry rebuilt(IndexedDocument document) {
        return new BulkWriter.Entry(document.id().value(), document.version() * 2, source(document));
    }

    /** Takes the place of the entry of this version. */
    BulkWriter.Entry removed(DocumentId id, long version) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put(IndexFields.ID, id.value());
        source.put(IndexDefinition.REMOVED, true);
        return new BulkWriter.Entry(id.value(), version * 2 + 1, data(source));
    }

    /** The document's version of one that the cluster compares. */
    static long version(long compared) {
        return compared / 2;
    }

    private BinaryData source(IndexedDocument document) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put(IndexFields.ID, document.id().value());
        source.put(IndexFields.VERSION, document.version());
        source.put(IndexFields.RECEIVED, document.receivedAt().toEpochMilli());
        source.put(IndexFields.DAY, Math.toIntExact(DocumentTerms.day(document).toEpochDay()));
        source.put(IndexFields.TYPE, shown(List.of(document.type())));
        source.put(IndexFields.CHANNEL, shown(List.of(document.channel())));
        source.put(IndexFields.MONTH, DocumentTerms.month(document));
        source.put(IndexFields.LANGUAGE, shown(document.languages()));
        source.put(IndexFields.CASE, shown(document.caseReferences()));
        source.put(
                IndexFields.CASE_KEY,
                document.caseReferences().stream().map(Identifiers::normal).toList());
        source.put(IndexFields.VALUE, DocumentTerms.values(document));
        source.put(IndexFields.TEXT, Frame.write(new Frame.Sections(DocumentTerms.sections(document))));
        source.put(
                IndexDefinition.CHARS,
                document.pages().stream()
                        .mapToLong(page -> page.text().length())
                        .sum());
        source.put(IndexFields.HEAD, DocumentHead.of(document));
        return data(source);
    }

    private BinaryData data(Map<String, Object> source) {
        return BinaryData.of(json.writeValueAsBytes(source), "application/json");
    }

    private static List<String> shown(List<String> values) {
        return values.stream().filter(value -> !value.isBlank()).toList();
    }
}
