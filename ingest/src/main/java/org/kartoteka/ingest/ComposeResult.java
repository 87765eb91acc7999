package org.kartoteka.ingest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was understood of a document. */
public sealed interface ComposeResult {
    /**
     * @param type code of a configured document type
     * @param typeScore 0 to 1
     * @param typeModel SHA-256 of the model that told the type, in hexadecimal; empty where none was asked
     * @param pdfFailure why no searchable PDF was written
     */
    record Composed(
            String type,
            double typeScore,
            Map<String, Double> typeCandidates,
            List<String> typeWords,
            String typeModel,
            List<Field> fields,
            Optional<Refusal> pdfFailure)
            implements ComposeResult {
        public Composed {
            typeCandidates = Map.copyOf(typeCandidates);
            typeWords = List.copyOf(typeWords);
            fields = List.copyOf(fields);
        }
    }

    /** Nothing could be understood. The document is archived with its pages. */
    record ComposeFailed(Refusal refusal) implements ComposeResult {}

    /**
     * A value found on a page.
     *
     * @param name {@code caseReference}, {@code customerNumber}, {@code contractNumber}, {@code phone}, {@code date},
     *     {@code amount}, {@code currency}
     * @param value normalised: ISO date, international phone, decimal point
     * @param printed as it stands on the page
     * @param pageNumber in the batch, from 1
     * @param score 0 to 1
     * @param doubt why the value should be looked at, such as {@link #CHECK_DIGIT}; empty where nothing speaks against it
     * @param source {@link #PAGE}, or {@link #REGISTER} where the customer register settled what was read
     */
    record Field(
            String name,
            String value,
            String printed,
            int pageNumber,
            List<PageResult.Word> place,
            double score,
            String source,
            String doubt) {
        public static final String PAGE = "page";
        public static final String REGISTER = "register";

        /** The number does not agree with its own check digit. */
        public static final String CHECK_DIGIT = "check-digit";
        /** The date is later than the day the document arrived. */
        public static final String AFTER_ARRIVAL = "after-arrival";
        /** The date is decades before the day the document arrived. */
        public static final String LONG_BEFORE_ARRIVAL = "long-before-arrival";

        public Field {
            place = List.copyOf(place);
        }

        /** A value as the page has it. */
        public Field(
                String name, String value, String printed, int pageNumber, List<PageResult.Word> place, double score) {
            this(name, value, printed, pageNumber, place, score, PAGE, "");
        }

        /** The same, with what speaks against it. */
        public Field withDoubt(String why) {
            return new Field(name, value, printed, pageNumber, place, score, source, why);
        }
    }
}
