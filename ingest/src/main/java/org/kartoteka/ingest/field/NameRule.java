package org.kartoteka.ingest.field;

/** A rule of kind {@code name}, taken apart. */
record NameRule(FieldRule rule, NameWords words, NameForms forms) {
    static NameRule of(FieldRule rule) {
        return new NameRule(rule, new NameWords(rule), new NameForms(rule));
    }
}
