package org.kartoteka.server.lucene;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.search.IndexedDocument.FieldValue;
import org.kartoteka.server.lucene.PagesTokenStream.Section;
import org.kartoteka.server.lucene.analysis.Identifiers;
import org.kartoteka.server.lucene.analysis.QueryAnalysis;
import org.kartoteka.server.lucene.analysis.TextAnalysis;
import tools.jackson.databind.json.JsonMapper;

/** Between a document and what Lucene keeps of it. */
final class DocumentMapping {
    private static final int VALUES_MAX = 1_000;
    private static final int SUFFIX_MIN = 5;
    private static final FieldType TEXT = new FieldType();

    static {
        TEXT.setTokenized(true);
        TEXT.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        TEXT.freeze();
    }

    private final JsonMapper json = JsonMapper.builder().build();

    /** What is stored of a document besides its text. */
    record Head(IndexedDocument document, List<PageHead> pages) {}

    /** A page without its text. */
    record PageHead(int number, String language) {}

    Document document(IndexedDocument source, TextAnalysis analysis) {
        Document target = new Document();
        target.add(new StringField(IndexFields.ID, source.id().value(), Field.Store.NO));
        target.add(new SortedDocValuesField(
                IndexFields.ID, new BytesRef(source.id().value())));
        target.add(new NumericDocValuesField(IndexFields.VERSION, source.version()));
        target.add(new NumericDocValuesField(
                IndexFields.RECEIVED, source.receivedAt().toEpochMilli()));
        LocalDate day = source.documentDate().orElseGet(() -> LocalDate.ofInstant(source.receivedAt(), ZoneOffset.UTC));
        target.add(new IntPoint(IndexFields.DAY, Math.toIntExact(day.toEpochDay())));
        addFacet(target, IndexFields.TYPE, source.type());
        addFacet(target, IndexFields.CHANNEL, source.channel());
        addFacet(
                target,
                IndexFields.MONTH,
                day.toString().substring(0, day.toString().length() - 3));
        source.languages().forEach(language -> addFacet(target, IndexFields.LANGUAGE, language));
        for (String reference : source.caseReferences()) {
            addFacet(target, IndexFields.CASE, reference);
            target.add(new StringField(IndexFields.CASE_KEY, Identifiers.normal(reference), Field.Store.NO));
        }
        valueTerms(source).forEach(term -> target.add(new StringField(IndexFields.VALUE, term, Field.Store.NO)));
        target.add(new Field(IndexFields.TEXT, new PagesTokenStream(analysis, sections(source)), TEXT));
        target.add(new StoredField(IndexFields.HEAD, json.writeValueAsBytes(head(source))));
        source.pages().forEach(page -> target.add(new StoredField(IndexFields.PAGE, page.text())));
        return target;
    }

    Head head(BytesRef stored) {
        return json.readerFor(Head.class).readValue(stored.bytes, stored.offset, stored.length);
    }

    private static Head head(IndexedDocument source) {
        IndexedDocument withoutPages = new IndexedDocument(
                source.id(),
                source.version(),
                source.type(),
                source.typeScore(),
                source.languages(),
                source.channel(),
                source.folder(),
                source.fileName(),
                source.receivedAt(),
                source.documentDate(),
                source.caseReferences(),
                source.fields(),
                List.of(),
                source.needsReview());
        List<PageHead> pages = source.pages().stream()
                .map(page -> new PageHead(page.number(), page.language()))
                .toList();
        return new Head(withoutPages, pages);
    }

    private static void addFacet(Document target, String name, String value) {
        if (!value.isBlank()) {
            target.add(new StringField(name, value, Field.Store.NO));
            target.add(new SortedSetDocValuesField(name, new BytesRef(value)));
        }
    }

    private static List<Section> sections(IndexedDocument source) {
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < Math.min(source.pages().size(), PagesTokenStream.PAGES_MAX); i++) {
            IndexedDocument.Page page = source.pages().get(i);
            int position = i * PagesTokenStream.PAGE_POSITIONS;
            sections.add(new Section(position, PagesTokenStream.PAGE_POSITIONS - 1, page.language(), page.text()));
        }
        Set<String> texts = new LinkedHashSet<>();
        texts.add(source.fileName());
        texts.addAll(source.caseReferences());
        source.fields().forEach(field -> {
            texts.add(field.value());
            texts.add(field.printed());
        });
        int position = PagesTokenStream.PAGES_MAX * PagesTokenStream.PAGE_POSITIONS;
        int taken = 0;
        for (String text : texts) {
            if (taken++ == VALUES_MAX) {
                break;
            }
            sections.add(new Section(position, PagesTokenStream.TEXT_POSITIONS - 10, "und", text));
            position += PagesTokenStream.TEXT_POSITIONS;
        }
        return sections;
    }

    private static Set<String> valueTerms(IndexedDocument source) {
        Set<String> terms = new LinkedHashSet<>();
        source.fields().stream().limit(VALUES_MAX).forEach(field -> addValue(terms, field));
        source.caseReferences()
                .forEach(reference -> addValue(terms, new FieldValue(IndexFields.CASE, reference, reference)));
        return terms;
    }

    private static void addValue(Set<String> terms, FieldValue field) {
        String key = fieldKey(field.name());
        Set<String> numbers = new LinkedHashSet<>(QueryAnalysis.numberTerms(field.value()));
        numbers.addAll(QueryAnalysis.numberTerms(field.printed()));
        if (key.equals("phone")) {
            String digits = Identifiers.normal(field.value());
            for (int i = 1; i <= digits.length() - SUFFIX_MIN && i < 20; i++) {
                numbers.addAll(QueryAnalysis.numberTerms(digits.substring(i)));
            }
        }
        for (String number : numbers) {
            if (number.length() <= Byte.MAX_VALUE) {
                terms.add(key + "=" + number);
                terms.add("=" + number);
            }
        }
    }

    /** The name agents know a field by: {@code contract} for {@code contractNumber}. */
    static String fieldKey(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        for (String ending : List.of("number", "reference")) {
            if (key.endsWith(ending) && key.length() > ending.length()) {
                return key.substring(0, key.length() - ending.length());
            }
        }
        return key;
    }
}
