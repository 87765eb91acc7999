package org.kartoteka.routes.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.Provenance;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.rendition.Renditions.Making;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.ComposeResult;
import org.kartoteka.ingest.ComposeResult.ComposeFailed;
import org.kartoteka.ingest.ComposeResult.Composed;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.classify.TypeClassifier;
import org.kartoteka.ingest.split.CoverSheet;
import org.kartoteka.routes.reading.ReadingJob.PagePlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Understands one document of a batch and stores its reading and its searchable PDF. What an earlier try stored is taken as
 * it is, unless the batch was given another attempt since. A document with more words than fit into memory is of no known type and goes to review.
 */
final class ComposeDocument {
    private static final Logger log = LoggerFactory.getLogger(ComposeDocument.class);

    /** Of one document, about 1,500 full pages. */
    private static final int WORDS_MAX = 500_000;

    /** Of a document that could not be understood at all. */
    private static final Composed UNKNOWN =
            new Composed("other", 0, Map.of("other", 0.0), List.of(), "", List.of(), Optional.empty());

    private final Renditions renditions;
    private final Reader reader;
    private final JudgeReading judge;

    ComposeDocument(Renditions renditions, Reader reader, JudgeReading judge) {
        this.renditions = renditions;
        this.reader = reader;
        this.judge = judge;
    }

    RenditionRef compose(ReadingJob job, PlannedDocument planned) throws IOException {
        Making making = new Making(reader.recipe(), job.batch().attempt());
        Optional<RenditionRef> stored =
                renditions.find(Renditions.documentKey(planned.id(), making, "reading.json"), "application/json");
        return stored.isPresent() ? stored.get() : composeAnew(job, planned, making);
    }

    private RenditionRef composeAnew(ReadingJob job, PlannedDocument planned, Making making) throws IOException {
        Pages shown = shownPages(job, planned);
        List<PageText> pages = shown.all();
        Map<String, String> hints = hints(job, pages);
        Path pdf = job.scratch().resolve(planned.id() + ".pdf");
        Composed composed = shown.tooManyWords() ? UNKNOWN : understand(job, pages, hints, pdf);
        List<DocumentReading.Field> fields = judge.fields(composed.fields(), hints);
        DocumentReading reading = new DocumentReading(
                composed.type(),
                composed.typeScore(),
                composed.typeCandidates(),
                composed.typeWords(),
                judge.languages(pages),
                fields,
                pages.stream()
                        .map(page -> job.pages().get(page.pageNumber() - 1))
                        .toList(),
                job.component(planned.part()),
                searchablePdf(planned, making, composed, pdf),
                judge.needsReview(composed, fields, pages, job),
                provenance(composed),
                job.otherOriginal().orElse(null));
        return renditions.putJson(Renditions.documentKey(planned.id(), making, "reading.json"), reading);
    }

    /** A learned type model has the place of the one in the models folder. */
    private Provenance provenance(Composed composed) {
        Provenance made = reader.provenance();
        if (composed.typeModel().isEmpty()) {
            return made;
        }
        Map<String, String> models = new HashMap<>(made.models());
        models.put(TypeClassifier.MODEL_FILE, composed.typeModel());
        return new Provenance(made.program(), made.engine(), models, made.settings());
    }

    private Composed understand(ReadingJob job, List<PageText> pages, Map<String, String> hints, Path pdf) {
        ComposeResult result = reader.compose(
                job.batch().id(),
                new ComposeRequest(requestPages(job, pages), Translate.hints(hints), received(job), pdf));
        return switch (result) {
            case Composed some -> some;
            case ComposeFailed _ -> UNKNOWN;
        };
    }

    /** In universal time: a day more or less is allowed for where dates are judged by it. */
    private static Optional<LocalDate> received(ReadingJob job) {
        return Optional.of(LocalDate.ofInstant(job.arrival().receivedAt(), ZoneOffset.UTC));
    }

    /** @param tooManyWords to be held in memory together: the pages then are without */
    private record Pages(List<PageText> all, boolean tooManyWords) {}

    /** The document's pages without separator sheets; of a document of nothing else, those. */
    private Pages shownPages(ReadingJob job, PlannedDocument planned) {
        List<PageText> all = new ArrayList<>();
        long words = 0;
        for (int number : planned.pages()) {
            PageText page = renditions.pageText(job.pages().get(number - 1)).numbered(number);
            boolean enough = words > WORDS_MAX;
            words += page.words().size();
            if (!enough && words > WORDS_MAX) {
                log.atWarn()
                        .addKeyValue("document", planned.id())
                        .log("document has too many words to be understood; it is archived without a searchable PDF");
                all.replaceAll(Translate::withoutWords);
            }
            all.add(words > WORDS_MAX ? Translate.withoutWords(page) : page);
        }
        List<PageText> shown = all.stream().filter(page -> !page.separator()).toList();
        return new Pages(shown.isEmpty() ? all : shown, words > WORDS_MAX);
    }

    private static List<ComposeRequest.Page> requestPages(ReadingJob job, List<PageText> pages) {
        List<PagePlace> places = job.places();
        List<ComposeRequest.Page> request = new ArrayList<>();
        for (PageText page : pages) {
            PagePlace place = places.get(page.pageNumber() - 1);
            request.add(new ComposeRequest.Page(
                    place.number(),
                    place.part().file(),
                    place.part().mediaType(),
                    place.partPageNumber(),
                    Translate.pageResult(page)));
        }
        return request;
    }

    private Optional<RenditionRef> searchablePdf(PlannedDocument planned, Making making, Composed composed, Path pdf)
            throws IOException {
        if (composed.pdfFailure().isPresent() || !Files.exists(pdf)) {
            return Optional.empty();
        }
        RenditionRef ref = renditions.put(
                Renditions.documentKey(planned.id(), making, "searchable.pdf"),
                ObjectContent.of(pdf),
                "application/pdf");
        Files.deleteIfExists(pdf);
        return Optional.of(ref);
    }

    /** What came with the file, overruled by what the separator sheets right before the document say. */
    private Map<String, String> hints(ReadingJob job, List<PageText> pages) {
        Map<String, String> hints = new HashMap<>(job.arrival().hints());
        List<PagePlace> places = job.places();
        int first = pages.get(0).pageNumber();
        int part = places.get(first - 1).part().number();
        Deque<Hints> sheets = new ArrayDeque<>();
        for (int number = first - 1; number >= 1; number--) {
            PageText page = renditions.pageText(job.pages().get(number - 1));
            if (places.get(number - 1).part().number() != part || !(page.separator() || page.blank())) {
                break;
            }
            sheets.push(CoverSheet.hints(page.barcodes()));
        }
        for (Hints sheet : sheets) {
            sheet.language().ifPresent(language -> hints.put("language", language));
            sheet.type().ifPresent(type -> hints.put("type", type));
            sheet.caseReference().ifPresent(reference -> hints.put("case", reference));
        }
        return hints;
    }
}
