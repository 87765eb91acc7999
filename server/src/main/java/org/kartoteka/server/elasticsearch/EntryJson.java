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
import org.kartoteka.server.search.AnalysisPool;
import org.kartoteka.server.search.DocumentHead;
import org.kartoteka.server.search.DocumentTerms;
import org.kartoteka.server.search.IndexFields;
import org.kartoteka.server.search.Standing;
import tools.jackson.databind.json.JsonMapper;

/** Entries as the cluster keeps them. The version that the cluster compares is their {@link Standing}. */
final class EntryJson {
    private final JsonMapper json;
    private final AnalysisPool analyses = new AnalysisPool();

    EntryJson(JsonMapper json) {
        this.json = json;
    }

    /** What is read of an entry; only what was asked for is there. */
    record Stored(
            @Nullable DocumentHead head,
            @Nullable String text,
            @Nullable Long chars) {}

    BulkWriter.Entry entry(IndexedDocument document) {
        return new BulkWriter.Entry(document.id().value(), Standing.entry(document.version()), source(document));
    }

    /** Takes the place of the entry of this version or a lower one, and keeps them out. */
    BulkWriter.Entry removal(DocumentId id, long version) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put(IndexFields.ID, id.value());
        source.put(IndexDefinition.REMOVED, true);
        return new BulkWriter.Entry(id.value(), Standing.removal(version), data(source));
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
        source.put(IndexFields.REVIEW, shown(document.reviewReasons()));
        source.put(IndexFields.CASE, shown(document.caseReferences()));
        source.put(
                IndexFields.CASE_KEY,
                document.caseReferences().stream().map(Identifiers::normal).toList());
        source.put(IndexFields.VALUE, DocumentTerms.values(document));
        source.put(IndexFields.NAME, analyses.with(analysis -> DocumentTerms.names(document, analysis.texts())));
        source.put(IndexFields.FINGERPRINT, document.fingerprint().terms());
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
