package org.kartoteka.archive.verify;

import org.kartoteka.archive.verify.Finding.Severity;

/** What must always be true of an archive. The sentences stand, by number, in {@code docs/archive-format.md}. */
public enum Invariant {
    IDENTITY("A001", Severity.LOSS),
    KNOWN_KEYS("A002", Severity.REPAIRABLE),
    ORIGINAL_FIXITY("A003", Severity.LOSS),
    ORIGINAL_PRESENT("A004", Severity.LOSS),
    ARRIVAL_FIXITY("A005", Severity.LOSS),
    CHAIN_COMPLETE("A006", Severity.LOSS),
    RECORD_INTACT("A007", Severity.LOSS),
    CHAIN_LINKED("A008", Severity.LOSS),
    CHAIN_MEANINGFUL("A009", Severity.LOSS),
    OWNER_ENTRY("A010", Severity.REPAIRABLE),
    ONE_OWNER("A011", Severity.REPAIRABLE),
    WAITING_MARKED("A012", Severity.REPAIRABLE),
    PLAN_INGESTED("A013", Severity.LOSS),
    DOCUMENT_PLANNED("A014", Severity.LOSS),
    FILED_WHERE_SAID("A015", Severity.REPAIRABLE),
    FILED_DOCUMENTS_EXIST("A016", Severity.LOSS),
    READING_FIXITY("A017", Severity.LOSS),
    RENDITION_FIXITY("A018", Severity.LOSS),
    INDEXED("A019", Severity.REPAIRABLE),
    NOTHING_ELSE_INDEXED("A020", Severity.REPAIRABLE),
    CORRECTION_FIXITY("A021", Severity.LOSS),
    MODEL_FIXITY("A022", Severity.REPAIRABLE),
    CASE_TEXT_FIXITY("A023", Severity.LOSS),
    INCORPORATED("A024", Severity.LOSS),
    STACK_PAGES("A025", Severity.LOSS),
    STACK_DECIDED("A026", Severity.LOSS);

    private final String number;
    private final Severity severity;

    Invariant(String number, Severity severity) {
        this.number = number;
        this.severity = severity;
    }

    public String number() {
        return number;
    }

    public Severity severity() {
        return severity;
    }
}
