package org.kartoteka.server.search;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.kartoteka.analysis.Identifiers;
import org.kartoteka.analysis.Numbers;
import org.kartoteka.analysis.PagesTokenStream;
import org.kartoteka.analysis.Section;
import org.kartoteka.analysis.TextAnalysis;
import org.kartoteka.analysis.Token;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.search.IndexedDocument.FieldValue;

/** What a document is found by, the same for every engine. */
public final class DocumentTerms {
    private static final int VALUES_MAX = 1_000;
    private static final int SUFFIX_MIN = 5;
    private static final int PART_MIN = 4;

    private DocumentTerms() {}

    /** The date on the document, else the day it came. */
    public static LocalDate day(IndexedDocument source) {
        return source.documentDate().orElseGet(() -> LocalDate.ofInstant(source.receivedAt(), ZoneOffset.UTC));
    }

    /** The month of {@link #day}: {@code 2001-09}. */
    public static String month(IndexedDocument source) {
        String day = day(source).toString();
        return day.substring(0, day.length() - 3);
    }

    /** The texts: first the pages, one section each, then what stands on no page. */
    public static List<Section> sections(IndexedDocument source) {
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < pagesIn(source); i++) {
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

    /** How many of the {@link #sections} are pages. */
    public static int pagesIn(IndexedDocument source) {
        return Math.min(source.pages().size(), PagesTokenStream.PAGES_MAX);
    }

    /** The terms of fields and case references, each with the field's name and without. */
    public static Set<String> values(IndexedDocument source) {
        Set<String> terms = new LinkedHashSet<>();
        source.fields().stream().limit(VALUES_MAX).forEach(field -> addValue(terms, field));
        source.caseReferences()
                .forEach(reference -> addValue(terms, new FieldValue(IndexFields.CASE, reference, reference)));
        return terms;
    }

    /** The terms of the words of all names, in any order. */
    public static Set<String> names(IndexedDocument source, TextAnalysis analysis) {
        Set<String> terms = new LinkedHashSet<>();
        source.fields().stream()
                .filter(field -> isName(field.name()))
                .limit(VALUES_MAX)
                .flatMap(field -> Stream.of(field.value(), field.printed()))
                .distinct()
                .flatMap(name -> analysis.analyse(name, "und").stream())
                .flatMap(token -> token.terms().stream())
                .map(Token.Term::text)
                .forEach(terms::add);
        return terms;
    }

    /** Whether values of the field name persons or companies. */
    static boolean isName(String field) {
        return field.toLowerCase(Locale.ROOT).endsWith("name") || field.equals("representative");
    }

    /** The terms to look a number up by, in one field's values or in all. */
    public static List<String> valuesWanted(Clause.AnyOf number) {
        String key = number.field().map(DocumentTerms::fieldKey).orElse("");
        return number.terms().stream().map(term -> key + "=" + term).toList();
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
        Numbers.parts(field.value(), PART_MIN).forEach(part -> terms.add(key + "=" + part));
    }

    /** The name agents know a field by: {@code contract} for {@code contractNumber}. */
    private static String fieldKey(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        for (String ending : List.of("number", "reference")) {
            if (key.endsWith(ending) && key.length() > ending.length()) {
                return key.substring(0, key.length() - ending.length());
            }
        }
        return key;
    }
}
