package org.kartoteka.archive.casefile;

import java.util.Optional;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.CaseReference;

/**
 * That a document belongs in a case file no more, as the document's own chain says.
 *
 * @param to the case file it was moved to
 * @param by who took it out
 */
public record Leaving(CaseReference reference, Optional<CaseReference> to, Actor by) {}
