package org.kartoteka.api.answer;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.kartoteka.archive.batch.WaitingFile;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.reason.ReasonSentences;

/** The sentences a clerk reads for reasons: those for setting aside are the archive's, those for waiting are ours. */
final class Sentences {
    private static final String TEXTS = "org.kartoteka.api.web.messages";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final ReasonSentences REASONS = new ReasonSentences();

    private Sentences() {}

    static ReasonAnswer of(Reason reason, Locale locale) {
        return new ReasonAnswer(reason.code().name(), REASONS.sentence(reason, locale), reason.details());
    }

    /** The text of the pages under this key, with what belongs in its places. */
    static String text(Locale locale, String key, String... places) {
        ResourceBundle texts = ResourceBundle.getBundle(TEXTS, locale, NO_FALLBACK);
        return places.length == 0
                ? texts.getString(key)
                : new MessageFormat(texts.getString(key), locale).format(places);
    }

    /** The word for a code; the code where there is none. */
    static String word(Locale locale, String key, String otherwise) {
        ResourceBundle texts = ResourceBundle.getBundle(TEXTS, locale, NO_FALLBACK);
        return texts.containsKey(key) ? texts.getString(key) : otherwise;
    }

    static ReasonAnswer of(WaitingFile.Why why, Locale locale) {
        ResourceBundle texts = ResourceBundle.getBundle(TEXTS, locale, NO_FALLBACK);
        return new ReasonAnswer(why.name(), texts.getString("waiting." + why.name()), Map.of());
    }
}
