package org.kartoteka.archive.casefile;

import org.kartoteka.archive.identity.CaseReference;

/** There is a case file of this reference already. Nothing was changed. */
public final class CaseFileExists extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CaseFileExists(CaseReference reference) {
        super("there is a case file %s already".formatted(reference), null, false, false);
    }
}
