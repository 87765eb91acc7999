package org.kartoteka.server.lucene;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.kartoteka.analysis.Identifiers;
import org.kartoteka.analysis.PagesTokenStream;
import org.kartoteka.analysis.TextAnalysis;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.server.search.DocumentHead;
import org.kartoteka.server.search.DocumentTerms;
import org.kartoteka.server.search.IndexFields;
import org.kartoteka.server.search.Standing;
import tools.jackson.databind.json.JsonMapper;

/** Between a document and what Lucene keeps of it. */
final class DocumentMapping {
    /** How the entry, or the removal, stands against others of its document. */
    static final String STANDING = "standing";

    /** Stored, once for each page: its text. */
    static final String PAGE = "page";

    private static final FieldType TEXT = new FieldType();

    static {
        TEXT.setTokenized(true);
        TEXT.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        TEXT.freeze();
    }

    private final JsonMapper json = JsonMapper.builder().build();

    Document document(IndexedDocument source, TextAnalysis analysis) {
        Document target = new Document();
        target.add(new StringField(IndexFields.ID, source.id().value(), Field.Store.NO));
        target.add(new SortedDocValuesField(
                IndexFields.ID, new BytesRef(source.id().value())));
        target.add(new NumericDocValuesField(STANDING, Standing.entry(source.version())));
        target.add(new NumericDocValuesField(
                IndexFields.RECEIVED, source.receivedAt().toEpochMilli()));
        target.add(new IntPoint(
                IndexFields.DAY, Math.toIntExact(DocumentTerms.day(source).toEpochDay())));
        addFacet(target, IndexFields.TYPE, source.type());
        addFacet(target, IndexFields.CHANNEL, source.channel());
        addFacet(target, IndexFields.MONTH, DocumentTerms.month(source));
        source.languages().forEach(language -> addFacet(target, IndexFields.LANGUAGE, language));
        source.reviewReasons().forEach(reason -> addFacet(target, IndexFields.REVIEW, reason));
        for (String reference : source.caseReferences()) {
            addFacet(target, IndexFields.CASE, reference);
            target.add(new StringField(IndexFields.CASE_KEY, Identifiers.normal(reference), Field.Store.NO));
        }
        DocumentTerms.values(source)
                .forEach(term -> target.add(new StringField(IndexFields.VALUE, term, Field.Store.NO)));
        DocumentTerms.names(source, analysis)
                .forEach(term -> target.add(new StringField(IndexFields.NAME, term, Field.Store.NO)));
        source.fingerprint()
                .terms()
                .forEach(term -> target.add(new StringField(IndexFields.FINGERPRINT, term, Field.Store.NO)));
        target.add(new Field(IndexFields.TEXT, new PagesTokenStream(analysis, DocumentTerms.sections(source)), TEXT));
        target.add(new StoredField(IndexFields.HEAD, json.writeValueAsBytes(DocumentHead.of(source))));
        source.pages().forEach(page -> target.add(new StoredField(PAGE, page.text())));
        return target;
    }

    /** Found by nothing, it keeps late writes out. */
    Document removal(DocumentId id, long version) {
        Document target = new Document();
        target.add(new StringField(IndexFields.ID, id.value(), Field.Store.NO));
        target.add(new SortedDocValuesField(IndexFields.ID, new BytesRef(id.value())));
        target.add(new NumericDocValuesField(STANDING, Standing.removal(version)));
        return target;
    }

    DocumentHead head(BytesRef stored) {
        return json.readerFor(DocumentHead.class).readValue(stored.bytes, stored.offset, stored.length);
    }

    private static void addFacet(Document target, String name, String value) {
        if (!value.isBlank()) {
            target.add(new StringField(name, value, Field.Store.NO));
            target.add(new SortedSetDocValuesField(name, new BytesRef(value)));
        }
    }
}
