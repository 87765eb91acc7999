package org.kartoteka.archive.casefile;

import java.util.Optional;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.CaseReference;

/**
 * That a document belongs in a case file, as the document's own chain says.
 *
 * @param from the case file it was moved from
 * @param by who filed it
 */
public record Filing(CaseReference reference, HowFiled how, Optional<CaseReference> from, Actor by) {
    public static Filing of(CaseReference reference, HowFiled how, Actor by) {
        return new Filing(reference, how, Optional.empty(), by);
    }
}
