package org.kartoteka.api;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What the application decides for its doors.
 *
 * @param zone in which a day of intake begins and ends, and times are shown
 * @param uploadSizeBytesMax of one uploaded file
 * @param uploadFolder where the parts of a form wait until they are taken; files in it are temporary
 * @param version of the program, for the status
 * @param vocabulary what a document may be
 */
public record ApiSettings(
        ZoneId zone, long uploadSizeBytesMax, Path uploadFolder, String version, Vocabulary vocabulary) {
    /**
     * What a document may be said to be.
     *
     * @param types codes of the configured types, in the order in which they are shown
     * @param languages ISO 639-1
     * @param fields names of the fields that a document may have; shown in the order in which a clerk reads them off, those of
     *     the house alone at the end
     */
    public record Vocabulary(List<Named> types, List<String> languages, List<Named> fields) {
        private static final List<String> READ_OFF = List.of(
                "caseReference",
                "customerName",
                "customerNumber",
                "personalCode",
                "contractNumber",
                "phone",
                "email",
                "date",
                "invoiceNumber",
                "amount",
                "currency");

        public Vocabulary {
            types = List.copyOf(types);
            languages = List.copyOf(languages);
            fields = fields.stream()
                    .sorted(Comparator.comparingInt(Vocabulary::place).thenComparing(Named::code))
                    .toList();
        }

        private static int place(Named field) {
            int place = READ_OFF.indexOf(field.code());
            return place < 0 ? READ_OFF.size() : place;
        }

        public List<String> typeCodes() {
            return types.stream().map(Named::code).toList();
        }

        public List<String> fieldNames() {
            return fields.stream().map(Named::code).toList();
        }
    }

    /**
     * Something that is configured.
     *
     * @param words what it is called, by ISO 639-1 of the page; where one is missing, the page's own word or the code is shown
     */
    public record Named(String code, Map<String, String> words) {
        public Named {
            words = Map.copyOf(words);
        }
    }

    public ApiSettings {
        if (uploadSizeBytesMax < 1) {
            throw new IllegalArgumentException("the largest upload must be at least one byte");
        }
    }
}
