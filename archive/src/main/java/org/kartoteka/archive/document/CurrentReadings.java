package org.kartoteka.archive.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.DocumentReading.Field;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;

/**
 * What holds of a document: what the machine read, and above it what persons set. A later reading never takes the place of
 * what a person set. Safe for use by many threads.
 */
public final class CurrentReadings {
    /** Source of a field that a person set or confirmed. */
    public static final String PERSON = "person";

    private final ObjectStore store;
    private final Renditions renditions;

    public CurrentReadings(ObjectStore store, Renditions renditions) {
        this.store = store;
        this.renditions = renditions;
    }

    /** What the machine read, whatever persons said. */
    public DocumentReading found(Document document) {
        return renditions.documentReading(document.reading());
    }

    /** What holds. */
    public DocumentReading of(Document document) {
        return above(found(document), document);
    }

    /** What holds, given what the machine read. A document that a person corrected or confirmed needs no review. */
    public DocumentReading above(DocumentReading found, Document document) {
        Corrected corrected = document.corrected();
        if (corrected.fields().isEmpty()) {
            return found;
        }
        return new DocumentReading(
                corrected.type().map(Corrected.SetType::code).orElse(found.type()),
                corrected.type().isPresent() ? 1 : found.typeScore(),
                found.typeCandidates(),
                found.typeWords(),
                corrected.languages().orElse(found.languages()),
                fields(found, set(document)),
                found.pages(),
                found.original(),
                found.searchablePdf(),
                List.of(),
                found.provenance(),
                found.otherOriginal());
    }

    /** Values by name of all fields that persons set; empty where none were. */
    Map<String, List<String>> set(Document document) {
        return document.corrected()
                .fields()
                .map(digest -> fields(document, digest).set())
                .orElse(Map.of());
    }

    /**
     * The values of one correction.
     *
     * @throws ObjectStoreException.Corrupt the bytes are others than the event names
     */
    public SetFields fields(Document document, Digest digest) {
        ObjectKey key = SetFields.key(document.id(), digest);
        return SetFields.decode(document.id(), key, StoredBytes.readSame(store, key, digest));
    }

    private static List<Field> fields(DocumentReading found, Map<String, List<String>> set) {
        List<Field> fields = new ArrayList<>();
        new TreeMap<>(set).forEach((name, values) -> values.forEach(value -> fields.add(field(found, name, value))));
        found.fields().stream().filter(field -> !set.containsKey(field.name())).forEach(fields::add);
        return fields;
    }

    /** With its place on the page where the machine had found the same value. */
    private static Field field(DocumentReading found, String name, String value) {
        Optional<Field> same = found.fields().stream()
                .filter(field -> field.name().equals(name) && field.value().equals(value))
                .findFirst();
        return same.map(field -> new Field(name, value, field.printed(), field.pageNumber(), field.place(), 1, PERSON))
                .orElseGet(() -> new Field(name, value, value, 0, List.of(), 1, PERSON));
    }
}
