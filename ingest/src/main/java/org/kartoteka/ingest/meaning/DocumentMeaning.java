package org.kartoteka.ingest.meaning;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.ComposeResult.Field;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.classify.TextLine;
import org.kartoteka.ingest.classify.TypeClassifier.Classified;
import org.kartoteka.ingest.classify.TypeClassifiers;
import org.kartoteka.ingest.field.FieldExtractor;
import org.kartoteka.ingest.field.FieldExtractor.NumberedPage;

/** Tells what a document is and what stands in it. Pages that could not be read say nothing. Safe for any number of threads. */
public final class DocumentMeaning {
    private static final String CASE_REFERENCE = "caseReference";

    /**
     * What was understood.
     *
     * @param typeModel SHA-256 of the model that told the type, in hexadecimal
     */
    public record Understood(Classified type, String typeModel, List<Field> fields) {
        public Understood {
            fields = List.copyOf(fields);
        }
    }

    private final TypeClassifiers types;
    private final FieldExtractor fields;

    public DocumentMeaning(TypeClassifiers types, FieldExtractor fields) {
        this.types = types;
        this.fields = fields;
    }

    /** Reads types, model and rules of a models folder; fails as the two parts do. */
    public static DocumentMeaning load(Path modelsFolder) {
        return new DocumentMeaning(TypeClassifiers.load(modelsFolder), FieldExtractor.load(modelsFolder));
    }

    /** Understands one document. A hinted case reference takes the place of whatever the pages say. */
    public Understood understand(List<ComposeRequest.Page> pages, Hints hints) {
        return understand(pages, hints, Optional.empty());
    }

    /** The same, of a document that arrived on a known day. */
    public Understood understand(List<ComposeRequest.Page> pages, Hints hints, Optional<LocalDate> received) {
        return understand(pages, hints, received, Optional.empty());
    }

    /** The same, by this type model; where it cannot be used, by the one of the models folder. */
    public Understood understand(
            List<ComposeRequest.Page> pages, Hints hints, Optional<LocalDate> received, Optional<Path> typeModel) {
        List<TextLine> lines = new ArrayList<>();
        List<NumberedPage> read = new ArrayList<>();
        for (ComposeRequest.Page page : pages) {
            if (page.result() instanceof PageRead result) {
                lines.addAll(TextLine.ofPage(result));
                read.add(new NumberedPage(page.number(), result));
            }
        }
        TypeClassifiers.Named classifier = types.by(typeModel);
        Classified type = classifier.classifier().classify(lines, hints.type());
        List<Field> found = new ArrayList<>(fields.extract(read, type.type(), received));
        hints.caseReference().ifPresent(reference -> {
            int firstPage = pages.isEmpty() ? 1 : pages.getFirst().number();
            found.removeIf(field ->
                    field.name().equals(CASE_REFERENCE) && !field.value().equals(reference));
            if (found.stream().noneMatch(field -> field.name().equals(CASE_REFERENCE))) {
                found.addFirst(new Field(CASE_REFERENCE, reference, "", firstPage, List.of(), 1));
            }
        });
        return new Understood(type, classifier.digest(), found);
    }
}
