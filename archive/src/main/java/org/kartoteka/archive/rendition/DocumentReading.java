package org.kartoteka.archive.rendition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was understood of one document: {@code renditions/documents/<day>/<document>/<recipe>/reading.json}.
 *
 * @param type code of the document type, such as {@code complaint}
 * @param typeScore 0 to 1, calibrated
 * @param typeCandidates all types with their scores
 * @param typeWords the words that decided
 * @param languages of its pages, most frequent first
 * @param pages the page readings, in the document's order
 * @param original what to hand out as this document's original: the batch's bytes, or a component unpacked from it
 * @param searchablePdf empty where none could be made
 * @param needsReview why a person should look at it ({@code type-unsure}, {@code low-confidence}, {@code page-failed}; or why it
 *     was not put together with its other side, such as {@code other-side-missing})
 * @param otherOriginal of a document that was scanned in two passes: the file with the even pages, {@code original} being that
 *     with the odd ones; null for all others, and in readings from before there were any
 */
public record DocumentReading(
        String type,
        double typeScore,
        Map<String, Double> typeCandidates,
        List<String> typeWords,
        List<String> languages,
        List<Field> fields,
        List<RenditionRef> pages,
        RenditionRef original,
        Optional<RenditionRef> searchablePdf,
        List<String> needsReview,
        Provenance provenance,
        @Nullable RenditionRef otherOriginal) {
    public DocumentReading {
        typeCandidates = Map.copyOf(typeCandidates);
        typeWords = List.copyOf(typeWords);
        languages = List.copyOf(languages);
        fields = List.copyOf(fields);
        pages = List.copyOf(pages);
        needsReview = List.copyOf(needsReview);
    }

    /** Of a document that came in one file. */
    public DocumentReading(
            String type,
            double typeScore,
            Map<String, Double> typeCandidates,
            List<String> typeWords,
            List<String> languages,
            List<Field> fields,
            List<RenditionRef> pages,
            RenditionRef original,
            Optional<RenditionRef> searchablePdf,
            List<String> needsReview,
            Provenance provenance) {
        this(
                type,
                typeScore,
                typeCandidates,
                typeWords,
                languages,
                fields,
                pages,
                original,
                searchablePdf,
                needsReview,
                provenance,
                null);
    }

    /**
     * A value found on a page.
     *
     * @param name {@code caseReference}, {@code customerNumber}, {@code contractNumber}, {@code phone}, {@code date},
     *     {@code amount}, {@code currency}, …
     * @param value normalised: ISO date, international phone, decimal point
     * @param printed as it stands on the page
     * @param pageNumber in the batch, from 1; 0 where it came from folder or sidecar
     * @param score 0 to 1
     * @param source {@code page}; {@code register} where the customer register settled what was read. Readings from before
     *     there was one have none, that is {@code page}
     * @param doubt why the value should be looked at: {@code check-digit}, {@code after-arrival}, {@code long-before-arrival};
     *     empty where nothing speaks against it, and in readings from before values were checked
     */
    public record Field(
            String name,
            String value,
            String printed,
            int pageNumber,
            List<PageText.Word> place,
            double score,
            @Nullable String source,
            @Nullable String doubt) {
        public Field {
            place = List.copyOf(place);
        }

        @Override
        public String doubt() {
            return doubt == null ? "" : doubt;
        }

        @Override
        public String source() {
            return source == null ? "page" : source;
        }

        public Field(
                String name, String value, String printed, int pageNumber, List<PageText.Word> place, double score) {
            this(name, value, printed, pageNumber, place, score, "page", "");
        }

        /** A value that nothing speaks against. */
        public Field(
                String name,
                String value,
                String printed,
                int pageNumber,
                List<PageText.Word> place,
                double score,
                String source) {
            this(name, value, printed, pageNumber, place, score, source, "");
        }
    }
}
