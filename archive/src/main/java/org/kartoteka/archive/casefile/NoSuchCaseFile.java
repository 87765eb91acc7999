package org.kartoteka.archive.casefile;

import org.kartoteka.archive.identity.CaseReference;

/** There is no case file of this reference. Nothing was changed. */
public final class NoSuchCaseFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchCaseFile(CaseReference reference) {
        super("there is no case file " + reference, null, false, false);
    }
}
