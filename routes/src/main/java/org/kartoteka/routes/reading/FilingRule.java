package org.kartoteka.routes.reading;

import java.util.Optional;
import org.kartoteka.archive.casefile.Filing;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.rendition.DocumentReading;

/** Says where a document that names no case file is filed without asking anybody. */
@FunctionalInterface
public interface FilingRule {
    /** Files nothing. */
    FilingRule NONE = (_, _) -> Optional.empty();

    /** Empty where a person has to say. Never fails because something cannot be asked now. */
    Optional<Filing> filing(DocumentReading reading, Actor actor);
}
