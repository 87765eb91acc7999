package org.kartoteka.archive.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;
import org.kartoteka.archive.search.IndexedDocument.FieldValue;
import org.kartoteka.archive.search.IndexedDocument.Page;

/** Makes documents for tests: a Latvian letter that came by post on 5 October 2001 unless told otherwise. */
public final class IndexedDocumentBuilder {
    private final DocumentId id;
    private final List<Page> pages = new ArrayList<>();
    private final List<FieldValue> fields = new ArrayList<>();
    private final List<String> cases = new ArrayList<>();
    private final List<String> reviews = new ArrayList<>();
    private long version = 1;
    private String type = "letter";
    private String language = "lv";
    private String channel = "post";
    private String fileName = "scan.pdf";
    private Instant receivedAt = Instant.parse("2001-10-05T09:00:00Z");
    private Fingerprint fingerprint = Fingerprint.NONE;
    private Optional<LocalDate> documentDate = Optional.empty();

    private IndexedDocumentBuilder(DocumentId id) {
        this.id = id;
    }

    public static DocumentId id(int number) {
        return new DocumentId(String.format("20011005-090000000-%010x-0001", number));
    }

    public static IndexedDocumentBuilder aDocument(int number) {
        return new IndexedDocumentBuilder(id(number));
    }

    public IndexedDocumentBuilder version(long newVersion) {
        version = newVersion;
        return this;
    }

    public IndexedDocumentBuilder type(String newType) {
        type = newType;
        return this;
    }

    /** The language of the document and of the pages added after this. */
    public IndexedDocumentBuilder language(String newLanguage) {
        language = newLanguage;
        return this;
    }

    public IndexedDocumentBuilder channel(String newChannel) {
        channel = newChannel;
        return this;
    }

    public IndexedDocumentBuilder fileName(String newFileName) {
        fileName = newFileName;
        return this;
    }

    public IndexedDocumentBuilder received(String instant) {
        receivedAt = Instant.parse(instant);
        return this;
    }

    public IndexedDocumentBuilder dated(String date) {
        documentDate = Optional.of(LocalDate.parse(date));
        return this;
    }

    public IndexedDocumentBuilder inCase(String reference) {
        cases.add(reference);
        return this;
    }

    public IndexedDocumentBuilder review(String reason) {
        reviews.add(reason);
        return this;
    }

    public IndexedDocumentBuilder field(String name, String value, String printed) {
        fields.add(new FieldValue(name, value, printed));
        return this;
    }

    public IndexedDocumentBuilder page(String text) {
        pages.add(new Page(pages.size() + 1, language, text));
        return this;
    }

    public IndexedDocumentBuilder fingerprint(List<String> terms) {
        fingerprint = new Fingerprint(terms);
        return this;
    }

    public IndexedDocument build() {
        return new IndexedDocument(
                id,
                version,
                type,
                0.9,
                List.of(language),
                channel,
                channel + "/morning",
                fileName,
                receivedAt,
                documentDate,
                cases,
                fields,
                pages,
                reviews,
                fingerprint);
    }
}
